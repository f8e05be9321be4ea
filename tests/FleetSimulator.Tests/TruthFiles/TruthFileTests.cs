using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Commands;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.TruthFiles;
using Telemetry.FleetSimulator.World;
using Telemetry.FleetSimulator.World.Schedule;

namespace Telemetry.FleetSimulator.Tests.TruthFiles;

public sealed class TruthFileTests
{
    private const string Header = """{"kind":"header","format":1,"map":"m"}""";

    [Fact]
    public void Read_TruthOfARun_JudgesAsTheWorldItselfIsJudged()
    {
        var world = Simulations.World;
        var fleet = Fleet.Create(world, Simulations.Options(60));
        fleet.AdvanceTo(Simulations.Start + TimeSpan.FromMinutes(20));
        // Serves the truth on every other changed road, and something else on the next.
        var served = world.Differences.Where(d => d.Kind is DifferenceKind.Untagged or DifferenceKind.WrongLimit)
            .SelectMany((d, i) => world.Limits.At(d.Segment, d.Direction, DateTimeOffset.MaxValue).Select(part => new PublishedLimit(
                d.Segment, d.Direction, part.FromM, part.ToM, i % 2 == 0 ? part.Limit : SpeedLimit.Kmh(77), true))).ToList();
        var expected = new WorldComparison(world).Compare(served, fleet.Passes);
        Assert.True(expected.Right > 5 && expected.Wrong > 5);
        Assert.Equal(expected, JudgeReport.Of(Read(Write(world, fleet)), served, []).Limits);
    }

    [Fact]
    public void Read_ScheduledWorld_KnowsWhatIsTrueInTheEndAndWhatIsGone()
    {
        var roads = Simulations.World.Truth.Where(r => r.ForwardAllowed && r.BackwardAllowed && r.LengthM > 100).ToList();
        var (changing, closing) = (roads[0].Id, roads[1].Id);
        var world = Simulations.World.With(WorldSchedule.Of(
        [
            new WorldChange(Simulations.Start.AddMinutes(1), changing, WorldChangeKind.Limit, TravelDirection.Forward, SpeedLimit.Kmh(20)),
            new WorldChange(Simulations.Start.AddMinutes(2), changing, WorldChangeKind.Limit, TravelDirection.Forward, SpeedLimit.Kmh(90)),
            new WorldChange(Simulations.Start.AddMinutes(1), closing, WorldChangeKind.Close),
        ]));
        var truth = Read(Write(world, Fleet.Create(world, Simulations.Options())));
        var changed = Assert.Single(truth.Scheduled);
        Assert.Equal((changing, TravelDirection.Forward), (changed.Segment, changed.Direction));
        Assert.Equal([SpeedLimit.Kmh(90)], changed.Truth.Select(part => part.Limit));
        Assert.Equal([closing], truth.Gone);
        Assert.Equal(new ClosureScore(1, 2, 1), JudgeReport.Of(truth, [], [closing, changing]).Closures);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("""{"kind":"limit"}""", "line 1: a truth file begins with its header")]
    [InlineData("""{"kind":"header","format":2}""", "line 1: format 2 is not known here")]
    [InlineData(Header + "\nnonsense", "line 2")]
    [InlineData(Header + "\n" + """{"kind":"weather"}""", "line 2: there is no kind weather")]
    [InlineData(Header + "\n" + """{"kind":"passes","segment":"x","direction":"forward","vehicles":1}""", "line 2: segment is no segment's id")]
    [InlineData(Header + "\n" + """{"kind":"passes","segment":"0000000000000001","direction":"up","vehicles":1}""", "line 2: direction is not forward or backward")]
    public void Read_WhatIsNoTruthFile_SaysWhereAndWhat(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(text));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static string Write(SimulatedWorld world, Fleet fleet)
    {
        var output = new StringWriter();
        new TruthFileWriter(output, new Dictionary<SegmentId, SegmentId>()).Write(
            new TruthHeader
            {
                Format = 1, Map = "town", BaseMap = null, Seed = 1, Vehicles = 1, Start = Simulations.Start, End = Simulations.Start,
                Perturbation = new WorldPerturbation(),
            },
            world, fleet.Passes);
        return output.ToString();
    }

    private static TruthFile Read(string text) => TruthFile.Read("truth.jsonl", text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
