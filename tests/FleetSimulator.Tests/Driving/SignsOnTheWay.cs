using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Tests.Driving;

public sealed class SignsOnTheWay
{
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(15);

    [Fact]
    public void Place_LimitChanges_HasASignBehindTheNode()
    {
        var graph = RoadGraph.Build(Simulations.World.Truth);
        var signs = SignPlan.Place(graph, 1);
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (!graph.IsAllowed(edge))
                continue;
            Assert.All(signs[edge], s => Assert.InRange(s.AlongM, 0, graph.EdgeLengthM(edge)));
            Assert.All(signs[edge], s => Assert.Equal(LimitOf(graph, edge), s.Limit));
            foreach (var next in graph.Outgoing(graph.ToNode(edge)))
            {
                if (next != RoadGraph.Reverse(edge) && LimitOf(graph, next) != LimitOf(graph, edge))
                    Assert.True(signs[next].Length > 0 && signs[next][0].AlongM <= 6);
            }
        }
    }

    [Fact]
    public void Read_CameraWithoutErrors_HoldsTheTrueLimitNearlyEverywhere()
    {
        var graph = RoadGraph.Build(Simulations.World.Truth);
        var options = Simulations.Options() with { SensorErrors = SensorErrors.None, SignErrors = SignErrors.None };
        var (right, wrong) = (0, 0);
        var near = new List<NearSegment>();
        foreach (var message in Simulations.Run(options, Time))
        {
            var held = message.SignsInForce.Count == 1 ? message.SignsInForce[0].Sign.ValueText : null;
            var first = message.Frames[0];
            graph.FindNear(GeoPoint.FromDegrees(first.LongitudeDeg, first.LatitudeDeg), 3, near);
            // Only where one road alone is near: not at junctions.
            if (held is null || near.Count != 1)
                continue;
            var truth = graph.Segment(near[0].SegmentIndex).ForwardLimit.ToString();
            if (truth == held)
                right++;
            else
                wrong++;
        }

        Assert.True(right > 50);
        Assert.InRange((double)wrong / (right + wrong), 0, 0.02);
    }

    [Fact]
    public void Read_WithErrors_MissesAndMisreadsAsOftenAsAsked()
    {
        var all = Signs(SignErrors.None);
        var real = Signs(new SignErrors { OfOtherRoad = 0 });
        Assert.InRange((double)real.Count / all.Count, 0.75, 0.85);
        Assert.All(real, s => Assert.InRange(s.Confidence, 0.5f, 1));
        Assert.All(real, s => Assert.InRange(s.PositionOffsetM, -30, 32));
        // Signs read with a confidence below that of right ones are the misread ones, and some of them lie above it.
        Assert.InRange((double)real.Count(s => s.Confidence < 0.8f) / real.Count, 0.005, 0.03);
        var withOthers = Signs(new SignErrors { Missed = 0, Misread = 0, OfOtherRoad = 0.5 });
        Assert.True(withOthers.Count > all.Count * 1.05);
    }

    private static List<SignRecognition> Signs(SignErrors errors) =>
        [.. Simulations.Run(Simulations.Options(40) with { SignErrors = errors }, Time)
            .SelectMany(m => m.Frames.Skip(m.ContextFrames)).SelectMany(f => f.Signs)];

    private static Contracts.Limits.SpeedLimit LimitOf(RoadGraph graph, int edge) =>
        graph.Segment(edge >> 1).LimitIn(RoadGraph.DirectionOf(edge))!.Value;
}
