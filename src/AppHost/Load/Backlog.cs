namespace Telemetry.AppHost.Load;

/// <summary>What waited at a moment.</summary>
/// <param name="At">The moment, a timestamp of the clock.</param>
/// <param name="Frames">Frames acknowledged and not in the map yet.</param>
/// <param name="Age">How long ago the oldest of them came.</param>
/// <param name="Acknowledged">Frames acknowledged in all until then.</param>
internal sealed record Backlog(long At, long Frames, TimeSpan Age, long Acknowledged)
{
    /// <summary>Frames that are in the map.</summary>
    public long Applied => Acknowledged - Frames;
}
