using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.LearningEvaluation.Limits;

/// <summary>A part of an eligible directed segment on which the published limit is not the true one.</summary>
public sealed record WrongLimit
{
    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The base segment.</summary>
    public required SegmentId Segment { get; init; }

    /// <summary>Its OSM way.</summary>
    public required long OsmWayId { get; init; }

    /// <summary>Direction of travel.</summary>
    public required TravelDirection Direction { get; init; }

    /// <summary>Where it begins, metres along the base segment in the way's order.</summary>
    public required double FromM { get; init; }

    /// <summary>Where it ends.</summary>
    public required double ToM { get; init; }

    /// <summary>The base segment's length.</summary>
    public required double LengthM { get; init; }

    /// <summary>The true limit.</summary>
    public required SpeedLimit Truth { get; init; }

    /// <summary>The base map's; null for none.</summary>
    public required SpeedLimit? Tag { get; init; }

    /// <summary>What is published; null for nothing.</summary>
    public required SpeedLimit? Published { get; init; }

    /// <summary>Distinct vehicles that truly passed the segment in the direction.</summary>
    public required int Vehicles { get; init; }

    /// <summary>Contributions that drove over the part's middle.</summary>
    public required int Driven { get; init; }

    /// <summary>Limits held there by contributions, most first.</summary>
    public required IReadOnlyList<(SpeedLimit Limit, int Votes)> Votes { get; init; }

    /// <summary>Signs of the directed road: metres along the base segment in the way's order, and what they say.</summary>
    public required IReadOnlyList<(double AtM, string Says)> Signs { get; init; }

    /// <summary>Why, as far as it can be told.</summary>
    public required WrongLimitCause Cause { get; init; }

    /// <summary>Metres of it.</summary>
    public double PartM => ToM - FromM;
}
