using System.Text.Json;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.MapFusion.Facts;

namespace Telemetry.LearningEvaluation.Calibration;

/// <summary>
/// Asks of every plain limit that is published whether it is true, whoever passed there: true over at least 80 % of its length. A limit of a
/// road that is gone is not. Places on a base segment whose line differs from the road's are the same share of its length.
/// </summary>
public static class CalibrationJudge
{
    private const double RightShare = 0.8;

    /// <summary>Judges a run.</summary>
    public static CalibrationTally Judge(LearningRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var levels = new List<ConfidenceLevel>();
        for (var segment = 0; segment < run.Platform.BaseMap.SegmentCount; segment++)
            foreach (var feature in run.Platform.FactsOf(segment))
                if (feature.Collection == MapCollection.SpeedLimits && LevelOf(run, feature) is { } level)
                    levels.Add(level);
        return CalibrationTally.Of(levels);
    }

    private static ConfidenceLevel? LevelOf(LearningRun run, MapFeature feature)
    {
        using var json = JsonDocument.Parse(feature.GeoJson);
        var properties = json.RootElement.GetProperty("properties");
        if (!ServedLimits.HoldsAlways(properties))
            return null;
        var limit = ServedLimits.Read(properties);
        var kind = feature.IsLearned ? FactKind.Learned : limit.IsLearned ? FactKind.Confirmed : FactKind.Base;
        var percent = (int)Math.Round(100 * properties.GetProperty("confidence").GetDouble());
        return new ConfidenceLevel(percent, kind, 1, IsRight(run.World, limit, run.EndUtc) ? 1 : 0);
    }

    /// <summary>True where the limit truly holds over most of its length.</summary>
    internal static bool IsRight(LearningWorld world, in PublishedLimit limit, DateTimeOffset at)
    {
        if (!world.Truth.TryFind(limit.Segment, out var segment) || !world.BaseMap.TryFind(limit.Segment, out var mapped))
            return false;
        var scale = world.BaseMap.LengthM(mapped) / world.Truth.LengthM(segment);
        var (fromM, toM, says) = (limit.FromM, limit.ToM, limit.Limit);
        var right = world.Simulated.Limits.At(limit.Segment, limit.Direction, at)
            .Where(truth => truth.Limit == says)
            .Sum(truth => Math.Max(0, Math.Min(truth.ToM * scale, toM) - Math.Max(truth.FromM * scale, fromM)));
        return right >= RightShare * (toM - fromM);
    }
}
