using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Tests.Town;

public sealed class GeneratedTownTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void Create_AnySeed_IsATownOfTheRightSizeInOnePart(ulong seed)
    {
        var town = GeneratedTown.Create(seed);
        Assert.InRange(town.Count, 300, 650);
        Assert.Equal(town.Count, town.Select(s => s.Id).Distinct().Count());
        var graph = RoadGraph.Build(town);
        Assert.DoesNotContain(false, DrivablePart.NodesOf(graph));
        Assert.InRange(town.Sum(s => s.LengthM), 45_000, 90_000);
    }

    [Fact]
    public void Create_SameSeed_IsTheSameTownAndAnotherSeedAnother()
    {
        static string Text(ulong seed) => string.Join('\n', GeneratedTown.Create(seed).Select(s => $"{s.Id} {string.Join(' ', s.Line)} {s.ForwardLimit}"));
        Assert.Equal(Text(5), Text(5));
        Assert.NotEqual(Text(5), Text(6));
    }

    [Fact]
    public void Create_HoldsWhatMakesMatchingHard()
    {
        var town = GeneratedTown.Create(1);
        Assert.Contains(town, s => s.IsRoundabout);
        Assert.Contains(town, s => s.IsLink && !s.BackwardAllowed);
        Assert.Contains(town, s => s.Class == RoadClass.Residential && !s.BackwardAllowed);
        Assert.Contains(town, s => s.Class == RoadClass.Trunk && s.ForwardLimit?.Value == 120);
        Assert.Contains(town, s => s.Class == RoadClass.Unclassified && s.ForwardLimit?.Value == 100);
        Assert.Contains(town, s => s.Line.Length > 10);
        Assert.True(town.Count(s => s.ForwardLimit is null) is > 0 and < 20);
        var frontage = town.Single(s => s.Name == "Frontage Road");
        var bypass = RoadGraph.Build(town.Where(s => s.Name == "Bypass"));
        var near = new List<NearSegment>();
        bypass.FindNear(RoadGraph.Build([frontage]).PointAt(0, frontage.LengthM / 2), 40, near);
        Assert.NotEmpty(near);
    }

    [Fact]
    public void Create_EverySegment_IsWellFormed() => Assert.All(GeneratedTown.Create(3), s =>
    {
        Assert.Equal(s.Id, SegmentIds.Of(s.OsmWayId, s.OsmFromNodeId, s.OsmToNodeId, s.Ordinal));
        Assert.Equal(Sphere.LengthM(s.Line.AsSpan()), s.LengthM);
        Assert.True(s.LengthM > 5);
        Assert.True(s.ForwardAllowed);
        for (var i = 1; i < s.Line.Length; i++)
            Assert.NotEqual(s.Line[i - 1], s.Line[i]);
    });
}
