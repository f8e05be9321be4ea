using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>Everything published of a base segment. Pure.</summary>
public static class SegmentFacts
{
    /// <summary>
    /// The segment itself, its limits learned and tagged, and its corrected line where one is known, by collection and id.
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
        features.Add(Base(known));
        features.AddRange(SpeedLimitFacts.Derive(known, options));
        return [.. features.OrderBy(feature => feature.Collection).ThenBy(feature => feature.Id, StringComparer.Ordinal)];
    }

    private static MapFeature Base(SegmentEvidence known)
    {
        var segment = known.Segment;
        var text = known.Feature(MapCollection.RoadSegments, segment.Id.ToString(), segment.Line)
            .Text("class", ClassOf(segment.Class))
            .Flag("link", segment.IsLink)
            .Flag("roundabout", segment.IsRoundabout)
            .Flag("forward", segment.ForwardAllowed)
            .Flag("backward", segment.BackwardAllowed)
            .Raw("length_m", Quantised.Metres(segment.LengthM));
        if (segment.Name is { } name)
            text.Text("name", name);
        return text.Build();
    }

    private static string ClassOf(RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway => "motorway",
        RoadClass.Trunk => "trunk",
        RoadClass.Primary => "primary",
        RoadClass.Secondary => "secondary",
        RoadClass.Tertiary => "tertiary",
        RoadClass.Unclassified => "unclassified",
        RoadClass.Residential => "residential",
        RoadClass.LivingStreet => "living_street",
        _ => "service",
    };
}
