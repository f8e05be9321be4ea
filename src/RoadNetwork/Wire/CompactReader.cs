using System.Buffers.Binary;
using System.Text;

namespace Telemetry.RoadNetwork.Wire;

/// <summary>Reads what <see cref="CompactWriter"/> wrote.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private const int LongestVarintShift = 63;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly int Left => _bytes.Length - _at;

    /// <exception cref="FormatException">The bytes end before.</exception>
    public byte Byte() => Bytes(1)[0];

    /// <exception cref="FormatException">The bytes end before.</exception>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > Left)
            throw new FormatException("it ends within a value");
        _at += count;
        return _bytes.Slice(_at - count, count);
    }

    /// <exception cref="FormatException">The bytes end before, or the number has over 64 bits.</exception>
    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift <= LongestVarintShift; shift += 7)
        {
            var next = Byte();
            if (shift == LongestVarintShift && next > 1)
                break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new FormatException("a number has more than 64 bits");
    }

    /// <summary>A varint of at most <paramref name="largest"/>.</summary>
    /// <exception cref="FormatException">It is larger.</exception>
    public int Int(int largest)
    {
        var value = Varint();
        return value <= (ulong)largest ? (int)value : throw new FormatException($"a number is {value} where {largest} is the largest");
    }

    public long ZigZag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64BigEndian(Bytes(sizeof(ulong)));

    /// <exception cref="FormatException">It is no UTF-8.</exception>
    public string Text()
    {
        var utf8 = Bytes(Int(Left));
        try
        {
            return s_strictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException fault)
        {
            throw new FormatException("a text is no UTF-8", fault);
        }
    }
}
