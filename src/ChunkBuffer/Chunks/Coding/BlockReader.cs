using System.Buffers.Binary;
using System.Numerics;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>Reads what <see cref="BlockWriter"/> writes. Whoever runs past the end gets a <see cref="ChunkFormatException"/>.</summary>
internal ref struct BlockReader(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> _block = block;
    private int _at;
    private long _bitAt;

    /// <summary>Bytes not read yet; what a count that is read may at most promise.</summary>
    public readonly int Remaining => _block.Length - _at;

    public byte Byte()
    {
        if (_at >= _block.Length)
            throw Short();
        return _block[_at++];
    }

    public ulong UInt64()
    {
        if (Remaining < sizeof(ulong))
            throw Short();
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_block[_at..]);
        _at += sizeof(ulong);
        return value;
    }

    public Hash128 Hash()
    {
        if (Remaining < Hash128.Size)
            throw Short();
        var value = Hash128.ReadFrom(_block[_at..]);
        _at += Hash128.Size;
        return value;
    }

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var one = Byte();
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80)
                return value;
        }

        throw new ChunkFormatException("A number in a message is too long.");
    }

    /// <summary>A varint of at most <paramref name="most"/>.</summary>
    public int Count(int most)
    {
        var value = Varint();
        return value <= (ulong)most ? (int)value : throw new ChunkFormatException("A count in a message is out of range.");
    }

    public int SignedInt()
    {
        var value = ZigZag.Unfold(Varint());
        return value == (int)value ? (int)value : throw new ChunkFormatException("A number in a message is out of range.");
    }

    public string Text()
    {
        // Every unit takes at least a byte, so a hostile length cannot exceed the block.
        var length = Count(Remaining);
        var units = length <= 128 ? stackalloc char[length] : new char[length];
        for (var i = 0; i < length; i++)
            units[i] = (char)Count(char.MaxValue);
        return new string(units);
    }

    /// <summary>Goes over from bytes to bits.</summary>
    public void StartBits() => _bitAt = (long)_at * 8;

    /// <param name="count">1 to 32.</param>
    public ulong Bits(int count)
    {
        var value = Window() >> (64 - count);
        Skip(count);
        return value;
    }

    public ulong LongBits()
    {
        var count = (int)Bits(6) + 1;
        return count <= 32 ? Bits(count) : (Bits(count - 32) << 32) | Bits(32);
    }

    /// <summary>Rice codes with one parameter, folded, into <paramref name="residuals"/>.</summary>
    public void Rice(int parameter, Span<long> residuals)
    {
        for (var i = 0; i < residuals.Length; i++)
        {
            var window = Window();
            var quotient = BitOperations.LeadingZeroCount(window);
            ulong folded;
            if (quotient < RiceColumn.Escape)
            {
                // At most 16 + 30 bits: a window holds 57 or more.
                var low = parameter == 0 ? 0 : (window << (quotient + 1)) >> (64 - parameter);
                folded = ((ulong)quotient << parameter) | low;
                Skip(quotient + 1 + parameter);
            }
            else
            {
                Skip(RiceColumn.Escape);
                folded = LongBits();
            }

            residuals[i] = ZigZag.Unfold(folded);
        }
    }

    /// <summary>Checks that nothing follows but the zero bits that fill the last byte.</summary>
    public readonly void ExpectEnd()
    {
        var spare = (long)_block.Length * 8 - _bitAt;
        if (spare is < 0 or > 7 || (spare > 0 && (_block[^1] & ((1 << (int)spare) - 1)) != 0))
            throw new ChunkFormatException("A message does not end where its block does.");
    }

    /// <summary>The next 57 or more bits at the top; zeros beyond the end.</summary>
    private readonly ulong Window()
    {
        var at = (int)(_bitAt >> 3);
        if (at + sizeof(ulong) <= _block.Length)
            return BinaryPrimitives.ReadUInt64BigEndian(_block[at..]) << (int)(_bitAt & 7);
        Span<byte> last = stackalloc byte[sizeof(ulong)];
        last.Clear();
        if (at < _block.Length)
            _block[at..].CopyTo(last);
        return BinaryPrimitives.ReadUInt64BigEndian(last) << (int)(_bitAt & 7);
    }

    private void Skip(int bits)
    {
        _bitAt += bits;
        if (_bitAt > (long)_block.Length * 8)
            throw Short();
    }

    private static ChunkFormatException Short() => new("A message is shorter than it says.");
}
