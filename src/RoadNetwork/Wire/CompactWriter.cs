using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Telemetry.RoadNetwork.Wire;

/// <summary>Appends numbers and texts in compact form to a growing buffer. Not safe for use by more than one thread.</summary>
internal sealed class CompactWriter
{
    private const int LongestVarint = 10;

    private byte[] _bytes = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    public byte[] ToArray() => Written.ToArray();

    public void Byte(byte value) => Room(1)[0] = value;

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Base-128, least significant group first, as protobuf's varint.</summary>
    public void Varint(ulong value)
    {
        var size = Math.Max(1, (BitOperations.Log2(value | 1) + 7) / 7);
        var target = Room(size);
        for (var i = 0; i < size - 1; i++, value >>= 7)
            target[i] = (byte)(value | 0x80);
        target[size - 1] = (byte)value;
    }

    /// <summary>A signed number, small in size where it is near 0 (protobuf's zigzag).</summary>
    public void ZigZag(long value) => Varint((ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>Eight bytes, big-endian.</summary>
    public void Fixed64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Room(sizeof(ulong)), value);

    /// <summary>Length in bytes, then UTF-8.</summary>
    public void Text(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Varint((ulong)size);
        Encoding.UTF8.GetBytes(text, Room(size));
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - _length < size)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + Math.Max(size, LongestVarint)));
        _length += size;
        return _bytes.AsSpan(_length - size, size);
    }
}
