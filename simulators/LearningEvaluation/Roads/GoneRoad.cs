using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>A road that went, or one that stayed and was published as closed.</summary>
/// <param name="Seed">Of the run.</param>
/// <param name="Segment">The road.</param>
/// <param name="LengthM">Its length.</param>
/// <param name="Passes">Complete passes in both directions; of a road that went, before it did.</param>
/// <param name="IsGone">True where it went.</param>
/// <param name="IsCutOff">True where it stayed but leads nowhere any more, for what it led to went.</param>
/// <param name="IsClosed">True where a closure is published.</param>
public sealed record GoneRoad(ulong Seed, SegmentId Segment, double LengthM, int Passes, bool IsGone, bool IsCutOff, bool IsClosed)
{
    /// <summary>The middle of the road.</summary>
    public GeoPoint At { get; init; }

    /// <summary>What the platform found of it, and why, as closures tell it.</summary>
    public string Verdict { get; init; } = "";
}
