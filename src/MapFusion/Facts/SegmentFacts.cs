using Telemetry.MapFusion.Facts.Geometry;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>Everything published of a base segment. Pure.</summary>
public static class SegmentFacts
{
    /// <summary>
    /// The segment itself, its limits learned and tagged, those under a condition too, and its corrected line where one is known, by
    /// collection and id.
    /// </summary>
    /// <param name="segment">The base segment.</param>
    /// <param name="evidence">Its evidence with every part of <see cref="GrainState.PartsToDerive"/>; null for none.</param>
    /// <param name="options">Valid options.</param>
    /// <exception cref="ArgumentException">The evidence is of another grain.</exception>
    /// <exception cref="InvalidOperationException">A part of the evidence is missing.</exception>
    public static IReadOnlyList<MapFeature> Derive(RoadSegment segment, GrainState? evidence, FusionOptions options)
    {
        if (evidence is not null && evidence.Grain != GrainId.Of(segment.Id))
            throw new ArgumentException($"The evidence is of {evidence.Grain}, not of segment {segment.Id}.", nameof(evidence));
        var known = new SegmentEvidence(segment, evidence as JournaledState<SegmentDay>);
        var features = new List<MapFeature>();
        if (GeometryFacts.Derive(known, options) is { } geometry)
            features.Add(geometry);
        features.Add(RoadFacts.Derive(known));
        features.AddRange(SpeedLimitFacts.Derive(known, options));
        features.AddRange(ConditionalLimitFacts.Derive(known, options));
        return [.. features.OrderBy(feature => feature.Collection).ThenBy(feature => feature.Id, StringComparer.Ordinal)];
    }
}
