using Telemetry.LearningEvaluation.Limits;
using Telemetry.LearningEvaluation.Reports;

namespace Telemetry.LearningEvaluation;

/// <summary>What <c>eval learn</c> reports: every seed pooled. A study that was not run is null.</summary>
public sealed record LearningReport
{
    /// <summary>The map's file name.</summary>
    public required string Map { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Passes over the directed roads.</summary>
    public required PassesReport Passes { get; init; }

    /// <summary>Limits.</summary>
    public required LimitsReport Limits { get; init; }

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

    /// <summary>Wall-clock seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Pools findings.</summary>
    /// <param name="map">The map's file name.</param>
    /// <param name="findings">At least one.</param>
    public static LearningReport Of(string map, IReadOnlyList<SeedFindings> findings) => new()
    {
        Map = map,
        Seeds = [.. findings.Select(one => one.Seed)],
        Passes = PassesReport.Of(findings),
        Geometry = GeometryReport.Of(findings.SelectMany(one => one.Lines)),
        Limits = LimitsReport.Of(LimitsTally.Pool(findings.Select(one => one.Limits))),
    };
}
