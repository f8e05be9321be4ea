using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>Reads a way's tags as a road, after https://wiki.openstreetmap.org/wiki/Key:highway. Pure.</summary>
internal static class RoadTags
{
    /// <summary>Reads the tags; <paramref name="road"/> is set for a drivable way only.</summary>
    /// <param name="tags">The way's tags.</param>
    /// <param name="road">What they say.</param>
    /// <param name="limitUnread">True where a <c>maxspeed</c> tag is there and is not understood.</param>
    public static WayVerdict Read(OsmTags tags, out RoadAttributes road, out bool limitUnread)
    {
        road = default;
        limitUnread = false;
        if (!TryReadClass(tags["highway"], out var roadClass, out var isLink))
            return WayVerdict.NotARoad;
        if (tags.Has("area", "yes"))
            return WayVerdict.Area;
        var isRoundabout = tags["junction"] is "roundabout" or "circular";
        var (forward, backward) = OnewayTags.Read(tags, impliedOneway: isRoundabout || (roadClass == RoadClass.Motorway && !isLink));
        forward &= AccessTags.AllowCars(tags, ":forward");
        backward &= AccessTags.AllowCars(tags, ":backward");
        if (!forward && !backward)
            return WayVerdict.ClosedToCars;

        var (forwardLimit, backwardLimit) = MaxspeedTags.Read(tags, out limitUnread);
        road = new RoadAttributes(
            roadClass, isLink, isRoundabout, forward, backward,
            forward ? forwardLimit : null, backward ? backwardLimit : null, tags["name"] ?? tags["ref"]);
        return WayVerdict.Drivable;
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
