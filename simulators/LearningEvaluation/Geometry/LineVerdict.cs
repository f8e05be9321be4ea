using Telemetry.Contracts.Identity;

namespace Telemetry.LearningEvaluation.Geometry;

/// <summary>
/// One segment's line against its road: mean distance of places every 5 m along the true segment, both ends included, from the line in
/// effect, which is the published one or else the base line.
/// </summary>
public sealed record LineVerdict
{
    /// <summary>The run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The segment.</summary>
    public required SegmentId Segment { get; init; }

    /// <summary>True where the base line lies beside the road.</summary>
    public required bool IsShifted { get; init; }

    /// <summary>True where one direction only may be driven.</summary>
    public required bool IsOneWay { get; init; }

    /// <summary>The largest number of lanes that tags give a direction; 1 where they give none.</summary>
    public required int Lanes { get; init; }

    /// <summary>Length of the road.</summary>
    public required double LengthM { get; init; }

    /// <summary>Distinct vehicles that passed all of it, in the direction that fewer did of those that may be driven.</summary>
    public required int Vehicles { get; init; }

    /// <summary>True where a corrected line is published.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>The error of the line in effect.</summary>
    public required double ErrorM { get; init; }

    /// <summary>The same over places at least 20 m from both ends of the road, where the road is longer than 40 m.</summary>
    public required double InnerErrorM { get; init; }

    /// <summary>The error of the base line.</summary>
    public required double BaseErrorM { get; init; }

    /// <summary>The error of the line in effect after perfect matching; NaN where that was not run.</summary>
    public required double TrueMatchErrorM { get; init; }

    /// <summary>The standard error published; NaN where nothing is.</summary>
    public required double StandardErrorM { get; init; }

    /// <summary>Metres that the base line lies beside the road, to the right in the way's order; 0 where it does not.</summary>
    public required double ShiftM { get; init; }
}
