using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Facts;

public sealed class BaseFactsTests
{
    private static readonly RoadSegment s_road = TestRoads.Segment(1, 0, 300, SpeedLimit.Kmh(50));

    [Fact]
    public void Derive_LimitUnderACondition_IsAFeatureOfItsOwn()
    {
        var limits = Derive(
            MapCollection.SpeedLimits,
            s_road with
            {
                ConditionalLimits =
                [
                    new(TravelDirection.Forward, SpeedLimit.Kmh(30), "22:00-06:00"),
                    new(TravelDirection.Forward, SpeedLimit.Mph(20), "Mo-Fr 07:00-09:00 AND wet"),
                    new(TravelDirection.Backward, SpeedLimit.Unlimited, "22:00-06:00"),
                ],
            });

        Assert.Equal(
            [
                """f-0 {"value":50,"unit":"km/h","value_kmh":50} []""",
                """f-c0 {"value":30,"unit":"km/h","value_kmh":30} ["22:00-06:00"]""",
                """f-c1 {"value":20,"unit":"mph","value_kmh":32} ["Mo-Fr 07:00-09:00","wet"]""",
                """b-0 {"value":50,"unit":"km/h","value_kmh":50} []""",
                """b-c0 {"kind":"none"} ["22:00-06:00"]""",
            ],
            limits.Select(Describe).OrderBy(line => line[0] == 'f' ? 0 : 1));
    }

    [Fact]
    public void Derive_RoadWithoutTags_SaysNothingOfThem() => Assert.Equal(
        ["class", "link", "roundabout", "forward", "backward", "length_m", "name"],
        Names(Derive(MapCollection.RoadSegments, s_road).Single()).Except(["segment_id", "osm_way_id", "osm_from_node_id", "osm_to_node_id"]));

    [Fact]
    public void Derive_RoadWithTags_ServesThem()
    {
        var road = Derive(
            MapCollection.RoadSegments,
            s_road with
            {
                ForwardAccess = RoadAccess.Destination, BackwardAccess = RoadAccess.Closed,
                AccessConditions = [new(TravelDirection.Backward, RoadAccess.Open, "Mo-Fr 06:00-09:00")],
                LanesForward = 2, LanesBackward = 1, WidthM = 6.5f, Zone = LimitZone.Rural, Country = "DE", BackwardLimit = null,
                Signs = [new(12.5, TravelDirection.Forward, "DE:274[70],\"x\"", SpeedLimit.Kmh(70)), new(20, null, "city_limit", null)],
            }).Single();

        var properties = road.GetProperty("properties");
        Assert.Equal(
            """
            "access_forward":"destination","access_backward":"closed","access_conditions":[{"direction":"backward","access":"open","conditions":["Mo-Fr 06:00-09:00"]}],"lanes_forward":2,"lanes_backward":1,"width_m":6.5,"zone":"rural","country":"DE","default":{"value":100,"unit":"km/h","value_kmh":100},"signs":[{"offset_m":12.5,"direction":"forward","code":"DE:274[70],\"x\"","maxspeed":{"value":70,"unit":"km/h","value_kmh":70}},{"offset_m":20.0,"code":"city_limit"}]
            """,
            string.Join(',', properties.EnumerateObject().SkipWhile(p => p.Name != "access_forward").Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}")));
    }

    [Fact]
    public void Derive_TaggedBothWays_HasNoDefault() =>
        Assert.DoesNotContain("default", Names(Derive(MapCollection.RoadSegments, s_road with { Country = "DE" }).Single()));

    // A default is the law's, not the map's: it must not pass for a limit.
    [Fact]
    public void Derive_DefaultLimit_IsNoSpeedLimit() => Assert.Empty(Derive(
        MapCollection.SpeedLimits, s_road with { ForwardLimit = null, BackwardLimit = null, Country = "DE", Zone = LimitZone.Urban }));

    private static List<JsonElement> Derive(MapCollection collection, RoadSegment segment) =>
    [
        .. SegmentFacts.Derive(segment, null, FusionOptions.Default).Where(feature => feature.Collection == collection)
            .Select(feature => JsonDocument.Parse(feature.GeoJson).RootElement),
    ];

    private static IEnumerable<string> Names(JsonElement feature) =>
        feature.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static string Describe(JsonElement feature)
    {
        var properties = feature.GetProperty("properties");
        var limit = properties.EnumerateObject().Where(p => p.Name is "value" or "unit" or "value_kmh" or "kind")
            .Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}");
        var id = feature.GetProperty("id").GetString()!;
        return $"{id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..]} {{{string.Join(',', limit)}}} {properties.GetProperty("conditions").GetRawText()}";
    }
}
