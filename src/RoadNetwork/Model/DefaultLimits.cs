using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Model;

/// <summary>
/// The limit that the law sets on a road where no sign does. Kept apart from tagged limits: what is derived here is never written
/// into a segment or weighed against what vehicles saw; it is published as a limit only where vehicles read that it begins. Pure; safe to call from any thread.
/// </summary>
public static class DefaultLimits
{
    /// <summary>
    /// The default limit of a segment, whether or not a tagged one stands before it: that of the zone that its tags name; failing
    /// that, of a motorway, a living street or, as within a built-up area, a residential street. Null where the country is not known,
    /// the tags name no zone (most roads between places), or the law has no one number.
    /// </summary>
    /// <param name="country">ISO 3166-1 in two capitals; null where it is not known.</param>
    /// <param name="segment">The segment.</param>
    public static SpeedLimit? Of(string? country, RoadSegment segment) =>
        country is null ? null : CountryLimits.Of(country, segment.Zone != LimitZone.Unknown ? segment.Zone : ZoneOf(segment));

    /// <summary>The default limit of a zone; null where the country is not known or the law has no one number.</summary>
    public static SpeedLimit? In(string? country, LimitZone zone) => country is null ? null : CountryLimits.Of(country, zone);

    /// <summary>
    /// The default limit behind a sign that ends a limit: that of the segment as <see cref="Of"/> has it, but on a road of which no tag
    /// says where it lies that of roads outside towns, as such signs stand there. Null where the law or the country is not known.
    /// </summary>
    public static SpeedLimit? BehindEnd(string? country, RoadSegment segment)
    {
        var zone = segment.Zone != LimitZone.Unknown ? segment.Zone : ZoneOf(segment);
        return In(country, zone is LimitZone.Unknown or LimitZone.Urban && segment.Zone == LimitZone.Unknown ? LimitZone.Rural : zone);
    }

    private static LimitZone ZoneOf(RoadSegment segment) => segment.Class switch
    {
        // A ramp may belong to either road.
        RoadClass.Motorway when !segment.IsLink => LimitZone.Motorway,
        RoadClass.LivingStreet => LimitZone.LivingStreet,
        RoadClass.Residential => LimitZone.Urban,
        _ => LimitZone.Unknown,
    };
}
