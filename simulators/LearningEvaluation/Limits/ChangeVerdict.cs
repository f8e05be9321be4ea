using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.LearningEvaluation.Limits;

/// <summary>Whether a place where the true limit changes is published right.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="From">The base segment before the change.</param>
/// <param name="To">The base segment behind it; the same one for a change between two junctions.</param>
/// <param name="Old">The true limit before.</param>
/// <param name="New">The true limit behind.</param>
/// <param name="PublishedBefore">What is published 25 m before; null for nothing.</param>
/// <param name="PublishedBehind">What is published 25 m behind; null for nothing.</param>
/// <param name="Drives">How often it was driven.</param>
/// <param name="Vehicles">Distinct vehicles that passed the segments in the direction, of the two the fewer.</param>
public sealed record ChangeVerdict(
    ulong Seed, SegmentId From, SegmentId To, SpeedLimit Old, SpeedLimit New, SpeedLimit? PublishedBefore,
    SpeedLimit? PublishedBehind, int Drives, int Vehicles)
{
    /// <summary>True where both are right.</summary>
    public bool IsRight => PublishedBefore == Old && PublishedBehind == New;
}
