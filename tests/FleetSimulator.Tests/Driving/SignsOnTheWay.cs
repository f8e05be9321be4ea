using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;
using Type = Telemetry.Contracts.V1.SignRecognition.Types.Type;

namespace Telemetry.FleetSimulator.Tests.Driving;

public sealed class SignsOnTheWay
{
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(15);

    // More of what is rare by default.
    private static readonly SimulatedWorld World = SimulatedWorld.Create(
        GeneratedTown.Create(1), new WorldPerturbation { OwnInner = 0.5, OwnConditional = 0.3 }, 1);

    [Fact]
    public void Place_LimitChanges_HasASignThere()
    {
        var roads = Fleet.Create(World, Simulations.Options()).Roads;
        var (graph, behind, within) = (roads.Network.Graph, 0, 0);
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (!graph.IsAllowed(edge))
                continue;
            Assert.All(roads.Signs.On(edge), p => Assert.InRange(p.AlongM, 0, graph.EdgeLengthM(edge)));
            foreach (var next in graph.Outgoing(graph.ToNode(edge)))
            {
                if (next == RoadGraph.Reverse(edge) || roads.Limits.PlainAtEnd(edge) == roads.Limits.PlainOf(next))
                    continue;
                Assert.True(roads.Signs.On(next) is [{ AlongM: <= 6, Signs.IsEmpty: false }, ..]);
                behind++;
            }

            if (double.IsPositiveInfinity(roads.Limits.InnerFromM(edge)))
                continue;
            Assert.Contains(roads.Signs.On(edge), p => p.AlongM == roads.Limits.InnerFromM(edge));
            within++;
        }

        Assert.True(behind > 50 && within > 5);
    }

    [Fact]
    public void Place_PostsWithANumber_SayThePlainLimitLast()
    {
        var roads = Fleet.Create(World, Simulations.Options()).Roads;
        var types = new HashSet<Type>();
        var conditions = new HashSet<string>();
        for (var edge = 0; edge < roads.Network.Graph.EdgeCount; edge++)
        {
            foreach (var post in roads.Signs.On(edge))
            {
                types.UnionWith(post.Signs.Select(s => s.Type));
                conditions.UnionWith(post.Signs.SelectMany(s => s.Conditions));
                var last = post.Signs[^1];
                Assert.Empty(last.Conditions);
                if (last.Type != Type.SpeedLimitEnd)
                    Assert.Equal(
                        post.AlongM < roads.Limits.InnerFromM(edge) ? roads.Limits.PlainOf(edge) : roads.Limits.PlainAtEnd(edge), last.Limit);
            }
        }

        Assert.Superset(
            new HashSet<Type> { Type.SpeedLimitStart, Type.CityStart, Type.CityEnd, Type.SpeedZoneStart, Type.SpeedZoneEnd }, types);
        Assert.Contains("wet", conditions);
        Assert.Contains("22:00-06:00", conditions);
    }

    [Fact]
    public void Read_CameraWithoutErrors_HoldsTheTrueLimitNearlyEverywhere()
    {
        var graph = RoadGraph.Build(World.Truth);
        var options = Simulations.Options() with { SensorErrors = SensorErrors.None, SignErrors = SignErrors.None };
        var (right, wrong) = (0, 0);
        var near = new List<NearSegment>();
        foreach (var message in Simulations.Run(Fleet.Create(World, options), Time, Time))
        {
            var held = message.SignsInForce is [{ Sign: { Type: not (Type.SpeedLimitEnd or Type.CityEnd or Type.CityStart) } sign }] ? sign : null;
            var first = message.Frames[0];
            graph.FindNear(GeoPoint.FromDegrees(first.LongitudeDeg, first.LatitudeDeg), 3, near);
            // Only where one road alone is near: not at junctions.
            if (held is null || near.Count != 1)
                continue;
            var direction = Math.Abs(Math.IEEERemainder(near[0].BearingDeg - first.HeadingDeg, 360)) < 90
                ? TravelDirection.Forward : TravelDirection.Backward;
            var truth = World.Limits.At(graph.Segment(near[0].SegmentIndex).Id, direction, Simulations.Start)
                .First(l => near[0].AlongM >= l.FromM - 3 && near[0].AlongM <= l.ToM + 3);
            if (truth.Limit.ToString() == held.ValueText)
                right++;
            else
                wrong++;
        }

        Assert.True(right > 50);
        Assert.InRange((double)wrong / (right + wrong), 0, 0.03);
    }

    [Fact]
    public void Read_WithErrors_MissesAndMisreadsAsOftenAsAsked()
    {
        var all = Signs(SignErrors.None);
        var real = Signs(new SignErrors { OfOtherRoad = 0, OfParallelRoad = 0, StickersPerHour = 0 });
        Assert.InRange((double)real.Count / all.Count, 0.75, 0.85);
        Assert.All(real, s => Assert.InRange(s.Confidence, 0.5f, 1));
        Assert.All(real, s => Assert.InRange(s.PositionOffsetM, -45, 32));
        // Signs read with a confidence below that of right ones are the misread ones, and some of them lie above it.
        Assert.InRange((double)real.Count(s => s.Confidence < 0.8f) / real.Count, 0.005, 0.03);
    }

    [Fact]
    public void Read_OtherRoadsAndLorries_AddsSigns()
    {
        var all = Signs(SignErrors.None).Count;
        Assert.True(Signs(SignErrors.None with { OfOtherRoad = 0.5 }).Count > all * 1.05);
        var stickers = Signs(SignErrors.None with { StickersPerHour = 60 });
        Assert.True(stickers.Count > all * 1.05);
        Assert.True(stickers.Count(s => s.ValueText is "60" or "80") > 50);
    }

    [Fact]
    public void Place_RealMap_KnowsSignsOfParallelRoads()
    {
        var map = TestKit.SharedData.PathOf("osm/heidelberg_core.osm.pbf");
        var roads = RoadImporter.Import(new OsmSource("core", () => File.OpenRead(map)), null, TestContext.Current.CancellationToken);
        var world = SimulatedWorld.Create(roads, WorldPerturbation.None, 1);
        int Count(SignErrors errors) => Simulations.Run(
            Fleet.Create(world, Simulations.Options(40) with { SignErrors = errors, Traffic = TrafficOptions.None }), Time, Time)
            .SelectMany(m => m.Frames.Skip(m.ContextFrames)).Sum(f => f.Signs.Count);
        Assert.True(Count(SignErrors.None with { OfParallelRoad = 1 }) > 1.02 * Count(SignErrors.None));
    }

    [Fact]
    public void Read_SignsThatChangeTheirFace_ShowAValueOfTheMoment()
    {
        var source = GeneratedTown.Create(1).Select(s => s with { ForwardLimit = SpeedLimit.Variable, BackwardLimit = SpeedLimit.Variable });
        var world = SimulatedWorld.Create([.. source], WorldPerturbation.None, 1);
        var messages = Simulations.Run(Fleet.Create(world, Simulations.Options() with { SignErrors = SignErrors.None }), TimeSpan.FromMinutes(40), Time);
        var signs = messages.SelectMany(m => m.Frames.Skip(m.ContextFrames)).SelectMany(f => f.Signs).ToList();
        Assert.All(signs, s => Assert.Equal(SignRecognition.Types.Permanency.Variable, s.Permanency));
        Assert.True(signs.Select(s => s.ValueText).Distinct().Count() > 1);
    }

    private static List<SignRecognition> Signs(SignErrors errors) =>
        [.. Simulations.Run(Fleet.Create(World, Simulations.Options(40) with { SignErrors = errors }), Time, Time)
            .SelectMany(m => m.Frames.Skip(m.ContextFrames)).SelectMany(f => f.Signs)];
}
