using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// The aggregate of one UTC day: commutative, and associative under <see cref="Merge"/>. Idempotence is the grain's affair.
/// </summary>
/// <typeparam name="TSelf">The aggregate itself.</typeparam>
internal interface IDayEvidence<TSelf> where TSelf : class, IDayEvidence<TSelf>
{
    /// <summary>An aggregate of nothing.</summary>
    static abstract TSelf Empty();

    /// <summary>Throws <see cref="EvidenceFormatException"/> unless <see cref="Add"/> will take the payload.</summary>
    static abstract void Validate(ReadOnlySpan<byte> payload);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    static abstract TSelf Decode(ref ByteReader reader);

    /// <summary>Adds a contribution's payload.</summary>
    /// <param name="hour">The contribution's event hour, 0 to 23 of the day.</param>
    /// <param name="payload">The payload.</param>
    void Add(int hour, ReadOnlySpan<byte> payload);

    /// <summary>Adds another aggregate of the same day, which is not used again.</summary>
    void Merge(TSelf other);

    /// <summary>Drops what a day of this age no longer keeps. The older, the less: never what a later trim would keep.</summary>
    /// <param name="ageDays">Days from this day to the newest in the evidence.</param>
    void Trim(int ageDays);

    /// <summary>
    /// One or more slices, each decodable by itself, that merge to this aggregate; each aims at <paramref name="maxBytes"/>.
    /// </summary>
    IReadOnlyList<byte[]> Encode(int maxBytes);
}
