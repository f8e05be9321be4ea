using Telemetry.LearningEvaluation.Calibration;
using Telemetry.LearningEvaluation.Change;
using Telemetry.LearningEvaluation.Limits;
using Telemetry.LearningEvaluation.Reports;
using Telemetry.LearningEvaluation.Roads;

namespace Telemetry.LearningEvaluation;

/// <summary>What <c>eval learn</c> reports: every seed pooled. A study that was not run is null.</summary>
public sealed record LearningReport
{
    /// <summary>The map's file name.</summary>
    public required string Map { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Passes over the directed roads.</summary>
    public PassesReport? Passes { get; init; }

    /// <summary>Limits.</summary>
    public LimitsReport? Limits { get; init; }

    /// <summary>Shifted lines.</summary>
    public GeometryReport? Geometry { get; init; }

    /// <summary>Roads that the base map lacks.</summary>
    public MissingReport? Missing { get; init; }

    /// <summary>Roads that are gone.</summary>
    public GoneReport? Gone { get; init; }

    /// <summary>Changes of the world.</summary>
    public ChangeReport? Change { get; init; }

    /// <summary>Confidence.</summary>
    public CalibrationReport? Calibration { get; init; }

    /// <summary>Vehicles that lie.</summary>
    public HostileReport? Hostile { get; init; }

    /// <summary>Wall-clock seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Pools what studies found.</summary>
    /// <param name="map">The map's file name.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="findings">Of whole worlds; none where those were not run.</param>
    /// <param name="change">Of changed signs; null where that was not run.</param>
    public static LearningReport Of(string map, IReadOnlyList<ulong> seeds, IReadOnlyList<SeedFindings> findings, ChangeOutcome? change)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var report = new LearningReport { Map = map, Seeds = seeds, Change = change is null ? null : ChangeReport.Of(change) };
        return findings.Count == 0 ? report : report with
        {
            Passes = PassesReport.Of(findings),
            Limits = LimitsReport.Of(LimitsTally.Pool(findings.Select(one => one.Limits))),
            Geometry = GeometryReport.Of(findings.SelectMany(one => one.Lines)),
            Missing = MissingReport.Of(MissingTally.Pool(findings.Select(one => one.Missing))),
            Gone = findings.All(one => one.Gone is not null) ? GoneReport.Of(GoneTally.Pool(findings.Select(one => one.Gone!))) : null,
            Calibration = CalibrationReport.Of(CalibrationTally.Pool(findings.Select(one => one.Calibration))),
        };
    }
}
