using System.Buffers.Binary;

namespace Telemetry.MapFusion.Wire;

/// <summary>
/// Reads what <see cref="ByteWriter"/> writes. Every method throws <see cref="EvidenceFormatException"/> at the end of the
/// bytes and for numbers out of range, so that a count read is never trusted before it is checked.
/// </summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public readonly int Remaining => _bytes.Length - _position;

    public byte ReadByte() => Take(1)[0];

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            if (shift == 63 && part > 1)
                break;
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return part == 0 && shift > 0 ? throw Bad("a number is not in its shortest form") : value;
        }

        throw Bad("a number is longer than 64 bits");
    }

    /// <summary>A number from 0 to <paramref name="max"/>.</summary>
    public long ReadLong(long max)
    {
        var value = ReadVarint();
        return value <= (ulong)max ? (long)value : throw Bad("a number is out of range");
    }

    /// <summary>A number from 0 to <paramref name="max"/>.</summary>
    public int ReadInt(int max) => (int)ReadLong(max);

    /// <summary>A count of things of at least <paramref name="leastSize"/> bytes each, which must still be there.</summary>
    public int ReadCount(int max, int leastSize)
    {
        var count = ReadInt(max);
        return (long)count * leastSize <= Remaining ? count : throw Bad("a count exceeds the bytes that follow");
    }

    /// <summary>A signed number of a magnitude of at most <paramref name="maxMagnitude"/>.</summary>
    public long ReadZigzag(long maxMagnitude)
    {
        var coded = ReadVarint();
        var value = (long)(coded >> 1) ^ -(long)(coded & 1);
        return value >= -maxMagnitude && value <= maxMagnitude ? value : throw Bad("a number is out of range");
    }

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Remaining)
            throw Bad("the bytes end too early");
        var span = _bytes.Slice(_position, count);
        _position += count;
        return span;
    }

    public readonly void ExpectEnd()
    {
        if (Remaining != 0)
            throw Bad("bytes are left over");
    }

    public static EvidenceFormatException Bad(string what) => new($"Evidence is corrupt: {what}.");
}
