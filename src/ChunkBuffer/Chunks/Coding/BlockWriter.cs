using System.Buffers.Binary;
using System.Numerics;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>
/// Writes one message's block after the other: whole bytes first, then one stream of bits, highest bit first. Not safe for use by many
/// threads.
/// </summary>
internal sealed class BlockWriter
{
    private byte[] _buffer = new byte[1024];
    private int _length;
    // The lowest so many bits are not in whole bytes yet; what stands above them was written.
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Begins a block.</summary>
    public void Start() => (_length, _pendingBits) = (0, 0);

    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    public void UInt64(ulong value)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(ulong);
    }

    public void Hash(Hash128 value)
    {
        Reserve(Hash128.Size);
        value.WriteTo(_buffer.AsSpan(_length));
        _length += Hash128.Size;
    }

    /// <summary>Seven bits a byte, lowest first, as protobuf's.</summary>
    public void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    public void SignedVarint(long value) => Varint(ZigZag.Fold(value));

    /// <summary>UTF-16 code units as varints: lossless on any string, one byte a unit where it is ASCII.</summary>
    public void Text(string value)
    {
        Varint((ulong)value.Length);
        foreach (var unit in value)
            Varint(unit);
    }

    /// <param name="value">Fits in <paramref name="count"/> bits.</param>
    /// <param name="count">0 to 56.</param>
    public void Bits(ulong value, int count)
    {
        Reserve(sizeof(ulong));
        _pending = (_pending << count) | value;
        _pendingBits += count;
        // Eight bytes are stored and only the whole ones among them counted: no loop, no branch.
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.AsSpan(_length), _pending << (64 - _pendingBits));
        _length += _pendingBits >> 3;
        _pendingBits &= 7;
    }

    /// <summary>Rice codes of folded residuals with one parameter, as <see cref="BlockReader.Rice"/> reads them.</summary>
    public void Rice(int parameter, ReadOnlySpan<uint> folded)
    {
        // No code is longer than 16 bits, six and 32: the buffer is looked after once, and the loop keeps everything in registers.
        Reserve((folded.Length + 1) * sizeof(ulong));
        var to = _buffer.AsSpan(_length);
        var (at, pending, pendingBits) = (0, _pending, _pendingBits);
        var low = (1u << parameter) - 1;
        var stop = 1UL << parameter;
        foreach (var value in folded)
        {
            var quotient = (int)(value >> parameter);
            ulong code;
            int bits;
            if ((uint)quotient < RiceColumn.Escape)
            {
                code = stop | (value & low);
                bits = quotient + 1 + parameter;
            }
            else
            {
                var length = 32 - BitOperations.LeadingZeroCount(value);
                code = (ulong)(length - 1) << length | value;
                bits = RiceColumn.Escape + 6 + length;
            }

            pending = (pending << bits) | code;
            pendingBits += bits;
            BinaryPrimitives.WriteUInt64BigEndian(to[at..], pending << (64 - pendingBits));
            at += pendingBits >> 3;
            pendingBits &= 7;
        }

        _length += at;
        (_pending, _pendingBits) = (pending, pendingBits);
    }

    /// <summary>Six bits of length and the number, for numbers of unknown size: 7 to 70 bits.</summary>
    public void LongBits(ulong value)
    {
        var count = Math.Max(1, 64 - BitOperations.LeadingZeroCount(value));
        Bits((ulong)(count - 1), 6);
        if (count > 32)
            Bits(value >> 32, count - 32);
        Bits(value & uint.MaxValue >> Math.Max(0, 32 - count), Math.Min(count, 32));
    }

    /// <summary>Fills the last byte with zero bits and gives the block.</summary>
    public byte[] Finish()
    {
        if (_pendingBits > 0)
            Bits(0, 8 - _pendingBits);
        return _buffer.AsSpan(0, _length).ToArray();
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
    }
}
