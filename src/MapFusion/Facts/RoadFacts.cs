using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>A base segment as a feature: what the map says of the road itself. What is not known is left out.</summary>
internal static class RoadFacts
{
    public static MapFeature Derive(SegmentEvidence known)
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
        WriteAccess(text, segment);
        if (segment.LanesForward is { } lanesForward)
            text.Number("lanes_forward", lanesForward);
        if (segment.LanesBackward is { } lanesBackward)
            text.Number("lanes_backward", lanesBackward);
        if (segment.WidthM is { } widthM)
            text.Raw("width_m", string.Create(CultureInfo.InvariantCulture, $"{widthM:0.##}"));
        if (segment.Zone != LimitZone.Unknown)
            text.Text("zone", ZoneOf(segment.Zone));
        if (segment.Country is { } country)
            text.Text("country", country);
        if (LacksLimit(segment) && DefaultLimits.Of(segment.Country, segment) is { } byLaw)
            text.Raw("default", LimitJson.Object(byLaw));
        if (!segment.Signs.IsEmpty)
            text.Raw("signs", $"[{string.Join(',', segment.Signs.Select(SignObject))}]");
        return text.Build();
    }

    private static bool LacksLimit(RoadSegment segment) =>
        (segment.ForwardAllowed && segment.ForwardLimit is null) || (segment.BackwardAllowed && segment.BackwardLimit is null);

    private static void WriteAccess(FeatureText text, RoadSegment segment)
    {
        if (segment.ForwardAllowed && segment.BackwardAllowed && segment.ForwardAccess != segment.BackwardAccess)
            text.Text("access_forward", AccessOf(segment.ForwardAccess)).Text("access_backward", AccessOf(segment.BackwardAccess));
        else if (segment.Access != RoadAccess.Open)
            text.Text("access", AccessOf(segment.Access));
        if (!segment.AccessConditions.IsEmpty)
            text.Raw("access_conditions", $"[{string.Join(',', segment.AccessConditions.Select(ConditionObject))}]");
    }

    private static string ConditionObject(AccessCondition condition)
    {
        var (direction, access) = (DirectionOf(condition.Direction), AccessOf(condition.Access));
        var conditions = FeatureText.Array(condition.Condition.Split(" AND "));
        return $$"""{"direction":"{{direction}}","access":"{{access}}","conditions":{{conditions}}}""";
    }

    private static string SignObject(MappedSign sign)
    {
        var direction = sign.Direction is { } facing ? $",\"direction\":\"{DirectionOf(facing)}\"" : "";
        var limit = sign.Limit is { } stated ? $",\"maxspeed\":{LimitJson.Object(stated)}" : "";
        return $$"""{"offset_m":{{Quantised.Metres(sign.OffsetM)}}{{direction}},"code":{{FeatureText.Quoted(sign.Code)}}{{limit}}}""";
    }

    private static string DirectionOf(TravelDirection direction) => direction == TravelDirection.Forward ? "forward" : "backward";

    private static string AccessOf(RoadAccess access) => access switch
    {
        RoadAccess.Open => "open",
        RoadAccess.Destination => "destination",
        RoadAccess.Delivery => "delivery",
        RoadAccess.Customers => "customers",
        RoadAccess.Permit => "permit",
        RoadAccess.Private => "private",
        _ => "closed",
    };

    private static string ZoneOf(LimitZone zone) => zone switch
    {
        LimitZone.Urban => "urban",
        LimitZone.Rural => "rural",
        LimitZone.Motorroad => "motorroad",
        LimitZone.Motorway => "motorway",
        _ => "living_street",
    };

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
