using Telemetry.Evaluation.Differences;
using Telemetry.MapMatching.Model;

namespace Telemetry.Evaluation;

/// <summary>How well and how fast drives were matched.</summary>
public sealed record MatchReport
{
    /// <summary>Harmonic mean of precision and recall, 0 to 1.</summary>
    public required double F1 { get; init; }

    /// <summary>Share of the matched length that was driven, 0 to 1.</summary>
    public required double Precision { get; init; }

    /// <summary>Share of the driven length that was matched, 0 to 1.</summary>
    public required double Recall { get; init; }

    /// <summary>Fixes matched, of drives with a known truth.</summary>
    public required int Points { get; init; }

    /// <summary>Fixes per second of matching, on one thread, reading and judging left out.</summary>
    public required double PointsPerS { get; init; }

    /// <summary>Interruptions of the matched routes.</summary>
    public required int Breaks { get; init; }

    /// <summary>The interruptions by reason; every reason is there.</summary>
    public required IReadOnlyDictionary<BreakReason, int> BreaksByReason { get; init; }

    /// <summary>Fixes with a fault by kind; every kind is there.</summary>
    public required IReadOnlyDictionary<FixFaultKind, int> Faults { get; init; }

    /// <summary>Drives whose matched route is interrupted.</summary>
    public required int BrokenDrives { get; init; }

    /// <summary>Where matched and true routes differ, drive by drive.</summary>
    public required IReadOnlyList<RouteDifference> Differences { get; init; }

    /// <summary>Drives that were judged.</summary>
    public required int Drives { get; init; }

    /// <summary>The judged drives' own F1, in the order judged; for looking at the worst.</summary>
    public required IReadOnlyList<DriveScore> Scores { get; init; }
}
