using System.Text.Json;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Limits;

/// <summary>Every limit in effect that a platform publishes and that holds at all times, by directed segment. Immutable.</summary>
public sealed class PublishedLimits
{
    private const double RoundedM = 0.1;

    private readonly List<PublishedLimit>[] _byEdge;

    private PublishedLimits(List<PublishedLimit>[] byEdge) => _byEdge = byEdge;

    /// <summary>What a platform publishes.</summary>
    public static PublishedLimits Of(LearningPlatform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return Of(platform.BaseMap, Enumerable.Range(0, platform.BaseMap.SegmentCount).SelectMany(platform.FactsOf));
    }

    /// <summary>The plain speed limits among features.</summary>
    /// <param name="baseMap">The platform's graph.</param>
    /// <param name="features">In any order; other collections and limits under a condition are left out.</param>
    public static PublishedLimits Of(RoadGraph baseMap, IEnumerable<MapFeature> features) =>
        Of(baseMap, features.Where(feature => feature.Collection == MapCollection.SpeedLimits).SelectMany(Read));

    /// <summary>Limits given.</summary>
    /// <param name="baseMap">The platform's graph.</param>
    /// <param name="limits">In any order; those of unknown segments are left out.</param>
    public static PublishedLimits Of(RoadGraph baseMap, IEnumerable<PublishedLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(baseMap);
        ArgumentNullException.ThrowIfNull(limits);
        var byEdge = new List<PublishedLimit>[baseMap.EdgeCount];
        for (var edge = 0; edge < byEdge.Length; edge++)
            byEdge[edge] = [];
        foreach (var limit in limits)
        {
            if (baseMap.TryFind(limit.Segment, out var segment))
                byEdge[RoadGraph.EdgeOf(segment, limit.Direction)].Add(limit);
        }

        return new PublishedLimits(byEdge);
    }

    /// <summary>The limits of a directed base segment, in the order given.</summary>
    public IReadOnlyList<PublishedLimit> On(int baseEdge) => _byEdge[baseEdge];

    // Published lengths are rounded to 0.1 m: the last part reaches the segment's end.
    internal LimitLine LineOf(int baseEdge, double lengthM) => new(_byEdge[baseEdge]
        .Select(limit => (limit.FromM, Math.Abs(limit.ToM - lengthM) < RoundedM ? lengthM : limit.ToM, limit.Limit)));

    private static IEnumerable<PublishedLimit> Read(MapFeature feature)
    {
        using var json = JsonDocument.Parse(feature.GeoJson);
        var properties = json.RootElement.GetProperty("properties");
        return ServedLimits.HoldsAlways(properties) ? [ServedLimits.Read(properties)] : [];
    }
}
