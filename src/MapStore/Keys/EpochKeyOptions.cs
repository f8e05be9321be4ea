namespace Telemetry.MapStore.Keys;

/// <summary>Options of the <see cref="EpochKeyRing"/>. The lengths of epoch and grace are the platform's contract, not options.</summary>
public sealed class EpochKeyOptions
{
    /// <summary>
    /// 32 secret bytes from which the first key is taken, in base64; null (the default) to draw them at random. Read only
    /// while the store is empty: take it out of the configuration afterwards, for whoever holds it can rebuild destroyed keys.
    /// </summary>
    public string? Seed { get; set; }

    /// <summary>The seed's bytes; null where none is configured.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes in base64.</exception>
    public byte[]? ReadSeed()
    {
        if (Seed is null)
            return null;
        var bytes = new byte[EpochKeyRing.KeyBytes];
        if (!Convert.TryFromBase64String(Seed, bytes, out var written) || written != bytes.Length)
            throw new ArgumentException("The epoch key seed must be 32 bytes in base64.");
        return bytes;
    }
}
