using System.Buffers.Binary;
using System.Numerics;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>Writes a message's block: whole bytes first, then one stream of bits, highest bit first.</summary>
internal sealed class BlockWriter
{
    private byte[] _buffer = new byte[1024];
    private int _length;
    private ulong _pending;
    private int _pendingBits;

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
    /// <param name="count">0 to 32.</param>
    public void Bits(ulong value, int count)
    {
        _pending = (_pending << count) | value;
        _pendingBits += count;
        while (_pendingBits >= 8)
        {
            _pendingBits -= 8;
            Byte((byte)(_pending >> _pendingBits));
        }
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
