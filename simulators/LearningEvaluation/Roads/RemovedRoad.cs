using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>How much of a road that the base map lacks was found.</summary>
/// <param name="Seed">Of the run.</param>
/// <param name="Segment">The road.</param>
/// <param name="LengthM">Its length.</param>
/// <param name="Passes">Complete passes in both directions.</param>
/// <param name="Samples">Its samples that count: far enough from every kept road.</param>
/// <param name="Found">Those of them with a candidate's sample of their own.</param>
public sealed record RemovedRoad(ulong Seed, SegmentId Segment, double LengthM, int Passes, int Samples, int Found)
{
    /// <summary>The middle of the road.</summary>
    public GeoPoint At { get; init; }
}
