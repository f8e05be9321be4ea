using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>Reads a way's tags as a road, after https://wiki.openstreetmap.org/wiki/Key:highway. Pure.</summary>
internal static class RoadTags
{
    /// <summary>Reads the tags; <paramref name="road"/> is set for a drivable way only.</summary>
    /// <param name="tags">The way's tags.</param>
    /// <param name="findings">Takes what is not understood.</param>
    /// <param name="road">What they say.</param>
    public static WayVerdict Read(OsmTags tags, TagFindings findings, out RoadAttributes road)
    {
        road = default;
        if (!TryReadClass(tags["highway"], out var roadClass, out var isLink))
            return WayVerdict.NotARoad;
        if (tags.Has("area", "yes"))
            return WayVerdict.Area;
        var isRoundabout = tags["junction"] is "roundabout" or "circular";
        var (forward, backward) = AccessTags.Read(tags, findings);
        var impliedOneway = isRoundabout || (roadClass == RoadClass.Motorway && !isLink);
        OnewayTags.Apply(tags, impliedOneway, forward, backward, findings);
        var (isForward, isBackward) = (forward.IsOpenAtTimes, backward.IsOpenAtTimes);
        if (!isForward && !isBackward)
            return WayVerdict.ClosedToCars;

        var limits = MaxspeedTags.Read(tags, findings);
        var (lanesForward, lanesBackward) = LaneTags.Read(tags, isForward, isBackward, findings);
        road = new RoadAttributes
        {
            Class = roadClass,
            IsLink = isLink,
            IsRoundabout = isRoundabout,
            Forward = isForward,
            Backward = isBackward,
            ForwardLimit = isForward ? limits.Forward : null,
            BackwardLimit = isBackward ? limits.Backward : null,
            ConditionalLimits = limits.Conditional.IsEmpty ? [] : limits.Conditional.RemoveAll(limit => !Allows(limit.Direction)),
            ForwardAccess = isForward ? forward.Base : RoadAccess.Open,
            BackwardAccess = isBackward ? backward.Base : RoadAccess.Open,
            AccessConditions = Conditions(isForward ? forward : null, isBackward ? backward : null),
            Zone = limits.Zone,
            Country = limits.Country,
            LanesForward = lanesForward,
            LanesBackward = lanesBackward,
            WidthM = WidthTags.Read(tags, findings),
            Name = tags["name"] ?? tags["ref"],
        };
        return WayVerdict.Drivable;

        bool Allows(TravelDirection direction) => direction == TravelDirection.Forward ? isForward : isBackward;
    }

    private static ImmutableArray<AccessCondition> Conditions(AccessRule? forward, AccessRule? backward)
    {
        if ((forward?.Exceptions.Count ?? 0) + (backward?.Exceptions.Count ?? 0) == 0)
            return [];
        var conditions = ImmutableArray.CreateBuilder<AccessCondition>();
        foreach (var (access, condition) in forward?.Exceptions ?? [])
            conditions.Add(new AccessCondition(TravelDirection.Forward, access, condition.Text));
        foreach (var (access, condition) in backward?.Exceptions ?? [])
            conditions.Add(new AccessCondition(TravelDirection.Backward, access, condition.Text));
        return conditions.ToImmutable();
    }

    private static bool TryReadClass(string? highway, out RoadClass roadClass, out bool isLink)
    {
        const string Link = "_link";
        isLink = highway?.EndsWith(Link, StringComparison.Ordinal) ?? false;
        RoadClass? found = (isLink ? highway![..^Link.Length] : highway) switch
        {
            "motorway" => RoadClass.Motorway,
            "trunk" => RoadClass.Trunk,
            "primary" => RoadClass.Primary,
            "secondary" => RoadClass.Secondary,
            "tertiary" => RoadClass.Tertiary,
            "unclassified" or "road" => RoadClass.Unclassified,
            "residential" => RoadClass.Residential,
            "living_street" => RoadClass.LivingStreet,
            "service" => RoadClass.Service,
            _ => null,
        };
        roadClass = found.GetValueOrDefault();
        return found is not null;
    }
}
