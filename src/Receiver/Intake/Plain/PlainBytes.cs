using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Telemetry.Receiver.Intake.Plain;

/// <summary>
/// A place in protobuf bytes and the steps on from it. Each step is false, and the place anywhere, where the bytes do not allow it.
/// </summary>
internal ref struct PlainBytes(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly bool IsEmpty => _at == _bytes.Length;

    /// <summary>Steps over a tag of one byte, where that is what comes next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(byte tag)
    {
        if (_at >= _bytes.Length || _bytes[_at] != tag)
            return false;
        _at++;
        return true;
    }

    /// <summary>A tag of one byte; there is one.</summary>
    public byte Tag() => _bytes[_at++];

    /// <summary>A number of up to 63 bits.</summary>
    public bool TryVarint(out long value)
    {
        value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            if (_at >= _bytes.Length)
                return false;
            var next = _bytes[_at++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDouble(out double value)
    {
        var fits = _bytes.Length - _at >= sizeof(double);
        value = fits ? BinaryPrimitives.ReadDoubleLittleEndian(_bytes[_at..]) : 0;
        _at += fits ? sizeof(double) : 0;
        return fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFloat(out float value)
    {
        var fits = _bytes.Length - _at >= sizeof(float);
        value = fits ? BinaryPrimitives.ReadSingleLittleEndian(_bytes[_at..]) : 0;
        _at += fits ? sizeof(float) : 0;
        return fits;
    }

    /// <summary>The next so many bytes without stepping over them; fewer where there are.</summary>
    public readonly ReadOnlySpan<byte> Peek(int count) => _bytes.Slice(_at, Math.Min(count, _bytes.Length - _at));

    /// <summary>Steps over bytes that were peeked at.</summary>
    public void Skip(int count) => _at += count;

    /// <summary>A length and as many bytes.</summary>
    public bool TryContent(out ReadOnlySpan<byte> content)
    {
        content = default;
        if (!TryVarint(out var length) || length > _bytes.Length - _at)
            return false;
        content = _bytes.Slice(_at, (int)length);
        _at += (int)length;
        return true;
    }
}
