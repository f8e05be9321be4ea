namespace Telemetry.MapStore.Evidence;

/// <summary>What every evidence store refuses.</summary>
internal static class EvidenceLimits
{
    /// <summary>The largest state or part.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <exception cref="ArgumentException">The bytes are over 64 KB.</exception>
    public static void Check(ReadOnlyMemory<byte> bytes, string name)
    {
        if (bytes.Length > MaxBytes)
            throw new ArgumentException($"{bytes.Length} bytes are over the limit of {MaxBytes}.", name);
    }
}
