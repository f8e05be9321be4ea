using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Model;

/// <summary>
/// The limit that the law sets on a road where no sign does. Kept apart from tagged limits: what is derived here is never written
/// into a segment, published as a limit or weighed against what vehicles saw. Pure; safe to call from any thread.
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

    private static LimitZone ZoneOf(RoadSegment segment) => segment.Class switch
    {
        // A ramp may belong to either road.
        RoadClass.Motorway when !segment.IsLink => LimitZone.Motorway,
        RoadClass.LivingStreet => LimitZone.LivingStreet,
        RoadClass.Residential => LimitZone.Urban,
        _ => LimitZone.Unknown,
    };
}
