using System.Text.Json;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;
using Type = Telemetry.Contracts.V1.SignRecognition.Types.Type;

namespace Telemetry.MapFusion.Tests.Facts;

public sealed class SpeedLimitTests
{
    private static readonly RoadSegment[] s_road = TestRoads.Chain(SpeedLimit.Kmh(50), 300, 400, 300);
    private static readonly RoadGraph s_graph = RoadGraph.Build(s_road);

    [Fact]
    public void Derive_SignAtSegmentStart_LearnsWholeSegment()
    {
        var limits = LimitsAfter(vehicles: 3, signAtM: 305, "30");

        Assert.Equal(
            ["forward 0.0-400.0 30 learned", "backward 0.0-400.0 50 base"],
            limits.Where(IsForwardFirst).Concat(limits.Where(feature => !IsForwardFirst(feature))).Select(Describe));
    }

    [Fact]
    public void Derive_SignInMiddle_CutsAtSign()
    {
        var limits = LimitsAfter(vehicles: 4, signAtM: 300 + 180, "30 mph");

        Assert.Equal(
            ["forward 0.0-180.0 50 base", "forward 180.0-400.0 30 mph learned"],
            limits.Where(IsForwardFirst).Select(Describe));
    }

    [Fact]
    public void Derive_TwoVehicles_PublishesNothingLearned()
    {
        var limits = LimitsAfter(vehicles: 2, signAtM: 305, "30");

        Assert.All(limits, limit => Assert.Equal("base", Property(limit, "source")));
        Assert.Equal(
            SegmentFacts.Derive(s_road[1], null, FusionOptions.Default).Select(feature => feature.GeoJson),
            FactsAfter(2, 305, "30").Select(feature => feature.GeoJson));
    }

    [Fact]
    public void Derive_TagSaysWhatVehiclesTaught_IsTheBaseMapsWithItsWitnesses()
    {
        var retagged = s_road[1] with { ForwardLimit = SpeedLimit.Kmh(30) };

        var forward = LimitsAfter(3, 305, "30", retagged).Single(IsForwardFirst);

        Assert.Equal("forward 0.0-400.0 30 base", Describe(forward));
        Assert.False(forward.IsLearned);
        Assert.Equal("3", Property(forward, "vehicles"));
        Assert.True(LimitsAfter(3, 305, "30").Single(IsForwardFirst).IsLearned);
    }

    private static bool IsForwardFirst(MapFeature feature) => Property(feature, "direction") == "forward";

    private static List<MapFeature> LimitsAfter(int vehicles, double signAtM, string value, RoadSegment? on = null) =>
        [.. FactsAfter(vehicles, signAtM, value, on).Where(feature => feature.Collection == MapCollection.SpeedLimits)];

    private static IReadOnlyList<MapFeature> FactsAfter(int vehicles, double signAtM, string value, RoadSegment? on = null)
    {
        var grain = GrainId.Of(s_road[1].Id);
        var evidence = new Evidence(grain);
        for (var vehicle = 1; vehicle <= vehicles; vehicle++)
        {
            var drive = new TestDrive(s_graph, s_road) { Signs = { (signAtM, value, Type.SpeedLimitStart) } };
            evidence.Fold([.. drive.Whole((ulong)vehicle, 1).Where(c => c.Grain == grain)]);
        }

        return evidence.Derive(on ?? s_road[1]);
    }

    private static string Describe(MapFeature feature)
    {
        var unit = Property(feature, "unit") == "mph" ? " mph" : "";
        return $"{Property(feature, "direction")} {Property(feature, "from_m")}-{Property(feature, "to_m")} " +
            $"{Property(feature, "value")}{unit} {Property(feature, "source")}";
    }

    private static string Property(MapFeature feature, string name)
    {
        using var json = JsonDocument.Parse(feature.GeoJson);
        var value = json.RootElement.GetProperty("properties").GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }
}
