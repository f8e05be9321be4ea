using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.World;

namespace Telemetry.EndToEnd.Tests.Learning;

public sealed class LearnedLimits
{
    // One town has some forty limits to judge: too few for a share of them to mean something.
    private const int Towns = 6;

    [Fact]
    public void Learn_FleetsOnPerturbedTowns_FindTheTrueLimits()
    {
        var scores = Enumerable.Range(1, Towns).Select(seed => Learn((ulong)seed)).ToList();

        double eligible = scores.Sum(score => score.Eligible);
        Assert.True(eligible >= 30 * Towns, string.Join('\n', scores));
        Assert.True(scores.Sum(score => score.Right) >= 0.9 * eligible, string.Join('\n', scores));
        Assert.True(scores.Sum(score => score.Wrong) <= 0.05 * eligible, string.Join('\n', scores));
    }

    private static LimitScore Learn(ulong seed)
    {
        var start = new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
        var world = SimulatedWorld.Create(GeneratedTown.Create(seed), new WorldPerturbation(), seed);
        var fleet = Fleet.Create(world, new FleetOptions { Vehicles = 80, Seed = seed, StartUtc = start, Trips = TripMix.OnlyTaxis });
        IEnumerable<FrameMessage> messages = [.. fleet.AdvanceTo(start + TimeSpan.FromMinutes(15)), .. fleet.Finish()];

        var learning = new PureLearning(world.BaseMap);
        learning.Learn(messages);
        return new WorldComparison(world).Compare(learning.Limits(), fleet.Passes);
    }
}
