using System.Buffers.Binary;
using System.Globalization;

namespace Telemetry.Contracts.Identity;

/// <summary>
/// A 128-bit keyed hash: the key of a message, the id of a contribution, or a vehicle's pseudonym. Ordered as an unsigned
/// number, written as 32 lower-case hexadecimal digits, stored big-endian (16 bytes).
/// </summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
public readonly record struct Hash128(ulong High, ulong Low) : IComparable<Hash128>
{
    /// <summary>Bytes that <see cref="WriteTo"/> writes.</summary>
    public const int Size = 16;

    /// <inheritdoc/>
    public int CompareTo(Hash128 other)
    {
        var byHigh = High.CompareTo(other.High);
        return byHigh != 0 ? byHigh : Low.CompareTo(other.Low);
    }

    /// <summary>Writes 16 bytes, big-endian, so that byte order is number order.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is shorter than 16 bytes.</exception>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Low);
    }

    /// <summary>Reads the first 16 bytes of <paramref name="source"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="source"/> is shorter than 16 bytes.</exception>
    public static Hash128 ReadFrom(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt64BigEndian(source[8..]));

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? text, out Hash128 hash)
    {
        hash = default;
        if (text is not { Length: 32 })
            return false;
        const NumberStyles Hex = NumberStyles.AllowHexSpecifier;
        if (!ulong.TryParse(text.AsSpan(0, 16), Hex, CultureInfo.InvariantCulture, out var high) ||
            !ulong.TryParse(text.AsSpan(16), Hex, CultureInfo.InvariantCulture, out var low))
            return false;
        hash = new Hash128(high, low);
        return true;
    }
}
