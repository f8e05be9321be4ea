using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Published;

namespace Telemetry.MapApi.SpeedLimits;

/// <summary>
/// Finds the limit at a place: first the road, by distance and heading over all roads, with or without a limit; then the
/// limit of that road there. A road without a limit has none, whatever holds on the road beside it. Safe for use by many
/// threads.
/// </summary>
internal sealed class SpeedLimitFinder(IPublishedMap map)
{
    /// <summary>How far a road may be from the place: urban position error, p99.</summary>
    public const double ReachM = 40;

    private const int MostFeatures = 64;

    /// <summary>Metres that a degree of heading weighs against: 45° off is as bad as 18 m off.</summary>
    private const double MetresPerDegree = 0.4;

    /// <summary>What is known of limits at <paramref name="place"/>; null where no road is near.</summary>
    /// <param name="place">Where.</param>
    /// <param name="headingDeg">Course of travel, clockwise from north; null where unknown.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<LimitsHere?> FindAsync(GeoPoint place, double? headingDeg, CancellationToken cancellationToken)
    {
        var roads = await map.FindNearAsync(MapCollection.RoadSegments, place, ReachM, MostFeatures, cancellationToken);
        var road = roads
            .Select(road => Parse(road, place))
            .OrderBy(road => road.Here.DistanceM + MetresPerDegree * BestAngle(road, headingDeg))
            .ThenBy(road => road.Feature.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        if (road is null)
            return null;
        var limits = (await map.FindNearAsync(MapCollection.SpeedLimits, place, ReachM, MostFeatures, cancellationToken))
            .Select(limit => Parse(limit, place))
            .Where(limit => SegmentOf(limit) == SegmentOf(road))
            .Where(limit => headingDeg is not { } heading || limit.Here.AngleTo(heading, DirectionOf(limit)) <= 90)
            .OrderBy(limit => limit.Here.DistanceM)
            .ThenBy(limit => limit.Feature.Id, StringComparer.Ordinal)
            .ToLookup(HoldsAlways);
        var always = limits[true].FirstOrDefault();
        return new LimitsHere(
            road, always, [.. limits[false].Where(limit => always is null || DirectionOf(limit) == DirectionOf(always))]);
    }

    private static SpeedLimitHere Parse(PublishedFeature feature, GeoPoint place)
    {
        using var document = JsonDocument.Parse(feature.GeoJson);
        var root = document.RootElement.Clone();
        return new SpeedLimitHere(feature, root.GetProperty("properties"), RoadHere.Of(root, place));
    }

    private static double BestAngle(SpeedLimitHere road, double? headingDeg) => headingDeg is not { } heading
        ? 0
        : Math.Min(road.Here.AngleTo(heading, TravelDirection.Forward), road.Here.AngleTo(heading, TravelDirection.Backward));

    private static bool HoldsAlways(SpeedLimitHere limit) =>
        !limit.Properties.TryGetProperty("conditions", out var conditions) || conditions.GetArrayLength() == 0;

    private static string? SegmentOf(SpeedLimitHere found) => found.Properties.GetProperty("segment_id").GetString();

    private static TravelDirection DirectionOf(SpeedLimitHere limit) =>
        limit.Properties.GetProperty("direction").ValueEquals("forward") ? TravelDirection.Forward : TravelDirection.Backward;
}
