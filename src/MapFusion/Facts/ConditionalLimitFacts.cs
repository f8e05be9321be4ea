using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>The tagged limits of a segment that hold under a condition: a feature each, over the whole segment.</summary>
internal static class ConditionalLimitFacts
{
    public static IEnumerable<MapFeature> Derive(SegmentEvidence evidence, FusionOptions options)
    {
        Span<int> numbers = stackalloc int[2];
        var features = new List<MapFeature>();
        foreach (var limit in evidence.Segment.ConditionalLimits)
            if (evidence.Segment.Allows(limit.Direction))
                features.Add(Feature(evidence, limit, numbers[(int)limit.Direction]++, options));
        return features;
    }

    private static MapFeature Feature(SegmentEvidence evidence, in ConditionalLimit limit, int number, FusionOptions options)
    {
        var isForward = limit.Direction == TravelDirection.Forward;
        var id = string.Create(CultureInfo.InvariantCulture, $"{evidence.Segment.Id}-{(isForward ? 'f' : 'b')}-c{number}");

        // All of them together make the condition, as plates under one sign do.
        var conditions = FeatureText.Array(limit.Condition.Split(" AND "));
        return evidence.Feature(MapCollection.SpeedLimits, id, evidence.Segment.Line)
            .Text("direction", isForward ? "forward" : "backward")
            .Raw("from_m", Quantised.Metres(0))
            .Raw("to_m", Quantised.Metres(evidence.Segment.LengthM))
            .Limit(limit.Limit)
            .Raw("conditions", conditions)
            .Raw("confidence", Quantised.Confidence(options.BaseConfidence))
            .Text("source", "base")
            .Build();
    }
}
