using Telemetry.LearningEvaluation.Calibration;
using Telemetry.LearningEvaluation.Geometry;
using Telemetry.LearningEvaluation.Limits;
using Telemetry.LearningEvaluation.Roads;

namespace Telemetry.LearningEvaluation;

/// <summary>What the judges found in one run. The run itself is dropped: findings hold no more than reports need.</summary>
public sealed record SeedFindings
{
    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Drives driven.</summary>
    public required int Drives { get; init; }

    /// <summary>Frames sent.</summary>
    public required long Frames { get; init; }

    /// <summary>Complete passes over each directed road that can be driven.</summary>
    public required IReadOnlyList<int> Passes { get; init; }

    /// <summary>Limits.</summary>
    public required LimitsTally Limits { get; init; }

    /// <summary>Lines.</summary>
    public required IReadOnlyList<LineVerdict> Lines { get; init; }

    /// <summary>Limits by confidence.</summary>
    public required CalibrationTally Calibration { get; init; }

    /// <summary>Roads that the base map lacks.</summary>
    public required MissingTally Missing { get; init; }

    /// <summary>Roads that go, from a run of their own; null where none goes.</summary>
    public GoneTally? Gone { get; init; }

    /// <summary>Asks every judge.</summary>
    public static SeedFindings Of(LearningRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new SeedFindings
        {
            Seed = run.Seed,
            Drives = run.Drives,
            Frames = run.Frames,
            Passes = [.. run.DrivableEdges.Select(run.Passes.Passes)],
            Limits = LimitsJudge.Judge(run),
            Lines = GeometryJudge.Judge(run),
            Calibration = CalibrationJudge.Judge(run),
            Missing = MissingJudge.Judge(run),
        };
    }
}
