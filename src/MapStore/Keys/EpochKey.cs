namespace Telemetry.MapStore.Keys;

/// <summary>The secret of one epoch of 28 days of event time.</summary>
/// <param name="Epoch">Days since 1970-01-01 UTC divided by 28, rounded down.</param>
/// <param name="Key">32 bytes.</param>
public sealed record EpochKey(int Epoch, ReadOnlyMemory<byte> Key);
