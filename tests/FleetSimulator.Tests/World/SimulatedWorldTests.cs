using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Tests.World;

public sealed class SimulatedWorldTests
{
    private static readonly IReadOnlyList<RoadSegment> Town = GeneratedTown.Create(4);

    [Fact]
    public void Create_AnyOrderOfTheSource_MakesTheSameWorld()
    {
        var world = SimulatedWorld.Create(Town, new WorldPerturbation(), 9);
        var reversed = SimulatedWorld.Create([.. Town.Reverse()], new WorldPerturbation(), 9);
        Assert.Equal(world.BaseMap.Select(Text), reversed.BaseMap.Reverse().Select(Text));
        Assert.Equal(world.Differences.ToHashSet(), reversed.Differences.ToHashSet());
        Assert.NotEqual(world.Differences, SimulatedWorld.Create(Town, new WorldPerturbation(), 10).Differences);
    }

    [Fact]
    public void Create_NoPerturbation_GivesThePlatformTheSource()
    {
        var world = SimulatedWorld.Create(Town, WorldPerturbation.None, 9);
        Assert.Equal(Town, world.BaseMap);
        Assert.Empty(world.Differences);
    }

    [Fact]
    public void Create_Shares_AreKept()
    {
        var world = SimulatedWorld.Create(Town, new WorldPerturbation { Untagged = 0.3, WrongLimit = 0.2, Shifted = 0.25 }, 2);
        double Share(DifferenceKind kind) =>
            (double)world.Differences.Where(d => d.Kind == kind).Select(d => d.Segment).Distinct().Count() / Town.Count;
        Assert.InRange(Share(DifferenceKind.Untagged), 0.24, 0.36);
        Assert.InRange(Share(DifferenceKind.WrongLimit), 0.15, 0.25);
        Assert.InRange(Share(DifferenceKind.Shifted), 0.15, 0.3);
    }

    [Fact]
    public void Create_Differences_AreExactlyWhereBaseAndTruthDiffer()
    {
        var world = SimulatedWorld.Create(Town, new WorldPerturbation { Shifted = 0.2 }, 2);
        var differences = world.Differences.ToLookup(d => (d.Segment, d.Kind, d.Direction));
        for (var i = 0; i < Town.Count; i++)
        {
            var (source, mapped, truth) = (Town[i], world.BaseMap[i], world.Truth[i]);
            Assert.Equal(source.Id, mapped.Id);
            Assert.Equal(source.Line, truth.Line);
            foreach (var direction in new[] { TravelDirection.Forward, TravelDirection.Backward })
            {
                if (!source.Allows(direction))
                    continue;
                Assert.Equal(source.LimitIn(direction) ?? AssumedLimits.Of(source.Class, source.IsLink), truth.LimitIn(direction));
                Assert.Equal(
                    source.LimitIn(direction) is not null && mapped.LimitIn(direction) is null,
                    differences.Contains((source.Id, DifferenceKind.Untagged, direction)));
                Assert.Equal(
                    mapped.LimitIn(direction) is { } other && other != truth.LimitIn(direction),
                    differences.Contains((source.Id, DifferenceKind.WrongLimit, direction)));
            }

            Assert.Equal(source.Line != mapped.Line, differences.Contains((source.Id, DifferenceKind.Shifted, TravelDirection.Forward)));
        }
    }

    [Fact]
    public void Create_ShiftedLines_KeepTheirEndsAndLieBesideTheRoad()
    {
        var world = SimulatedWorld.Create(Town, new WorldPerturbation { Shifted = 1 }, 2);
        var mapped = world.BaseMap.ToDictionary(s => s.Id);
        var truth = RoadGraph.Build(world.Truth);
        var shifted = world.Differences.Where(d => d.Kind == DifferenceKind.Shifted).ToList();
        Assert.True(shifted.Count > 100);
        foreach (var difference in shifted)
        {
            var line = mapped[difference.Segment];
            Assert.True(truth.TryFind(difference.Segment, out var index));
            Assert.Equal((truth.Line(index)[0], truth.Line(index)[^1]), (line.Line[0], line.Line[^1]));
            Assert.InRange(Math.Abs(difference.ShiftM), 5, 15);
            var middle = RoadGraph.Build([line]).PointAt(0, line.LengthM / 2);
            // Beside a bend the distance to the road is a little less than the shift.
            var lateral = truth.NearestOn(index, middle).LateralM;
            Assert.InRange(lateral / difference.ShiftM, 0.7, 1.15);
        }
    }

    [Fact]
    public void Create_MissingAndGoneRoads_AreInOneOfTheTwoOnly()
    {
        var plain = SimulatedWorld.Create(Town, new WorldPerturbation(), 2);
        var world = SimulatedWorld.Create(Town, new WorldPerturbation { Missing = 0.1, Gone = 0.1 }, 2);
        var (mapped, truth) = (world.BaseMap.Select(s => s.Id).ToHashSet(), world.Truth.Select(s => s.Id).ToHashSet());
        var missing = world.Differences.Where(d => d.Kind == DifferenceKind.Missing).Select(d => d.Segment).ToHashSet();
        var gone = world.Differences.Where(d => d.Kind == DifferenceKind.Gone).Select(d => d.Segment).ToHashSet();
        Assert.True(missing.Count > 10 && gone.Count > 10);
        Assert.True(missing.SetEquals(truth.Except(mapped)));
        Assert.True(gone.SetEquals(mapped.Except(truth)));
        Assert.Equal(Town.Count, mapped.Union(truth).Count());
        // The others are as they were.
        Assert.Equal(
            plain.Differences.Where(d => !missing.Contains(d.Segment) && !gone.Contains(d.Segment)),
            world.Differences.Where(d => d.Kind is not (DifferenceKind.Missing or DifferenceKind.Gone)));
    }

    [Theory]
    [InlineData(50, SpeedUnit.Kmh)]
    [InlineData(7, SpeedUnit.Kmh)]
    [InlineData(30, SpeedUnit.Mph)]
    public void OtherThan_AnyLimit_IsAnotherOfTheSameUnit(int value, SpeedUnit unit)
    {
        var limit = unit == SpeedUnit.Mph ? SpeedLimit.Mph(value) : SpeedLimit.Kmh(value);
        var random = new SimulationRandom(1);
        for (var i = 0; i < 200; i++)
        {
            var other = PlausibleLimits.OtherThan(limit, random);
            Assert.NotEqual(limit, other);
            Assert.Equal(unit, other.Unit);
        }
    }

    private static string Text(RoadSegment s) => $"{s.Id} {s.ForwardLimit} {s.BackwardLimit} {string.Join(' ', s.Line)}";
}
