using Telemetry.MapFusion.Grains;

namespace Telemetry.MapWorker.Grains;

/// <summary>Contributions that their grain cannot fold: the message they come from is quarantined.</summary>
public sealed class PoisonContributionException(GrainId grain, Exception inner)
    : Exception($"Folding into grain {grain} failed: {inner.Message}", inner)
{
    /// <summary>The grain that could not fold them.</summary>
    public GrainId Grain { get; } = grain;
}
