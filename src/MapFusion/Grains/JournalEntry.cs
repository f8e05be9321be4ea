using Telemetry.Contracts.Identity;

namespace Telemetry.MapFusion.Grains;

/// <summary>A contribution as the journal keeps it.</summary>
/// <param name="EventHour">Hours since 1970 UTC.</param>
/// <param name="Fingerprint">64 bits of its id.</param>
/// <param name="Payload">The evidence.</param>
internal readonly record struct JournalEntry(int EventHour, ulong Fingerprint, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes it takes in a head, at most.</summary>
    public int Size => 16 + Payload.Length;

    /// <summary>
    /// An id in 64 bits. Among the 1,000,000 ids of a busy grain and week the odds of taking a new one for known are 1 in 10^13.
    /// </summary>
    public static ulong FingerprintOf(Hash128 id) => Mix(id.High ^ Mix(id.Low));

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
