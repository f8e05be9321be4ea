using Telemetry.Elasticity;

namespace Telemetry.AppHost.Scaling;

/// <summary>One look of the autoscaler: what it saw, what it decided.</summary>
/// <param name="At">When.</param>
/// <param name="Sample">What was measured; its parts are null where they could not be.</param>
/// <param name="Workers">How many there were.</param>
/// <param name="Desired">How many there are to be.</param>
/// <param name="Reason">Why.</param>
/// <param name="DuePerWorkerFramesPerS">The metric that is tracked; null where it could not be measured.</param>
internal sealed record ScalingEvent(
    DateTimeOffset At, ScalingSample Sample, WorkerCounts Workers, int Desired, ScalingReason Reason, double? DuePerWorkerFramesPerS)
{
    /// <summary>Workers started, or taken away where below 0.</summary>
    public int Step => Desired - Workers.Committed;
}
