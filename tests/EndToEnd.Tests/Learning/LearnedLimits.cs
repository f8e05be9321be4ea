using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.World;

namespace Telemetry.EndToEnd.Tests.Learning;

public sealed class LearnedLimits
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Learn_FleetOnAPerturbedTown_FindsTheTrueLimits(ulong seed)
    {
        var start = new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
        var world = SimulatedWorld.Create(GeneratedTown.Create(seed), new WorldPerturbation(), seed);
        var fleet = Fleet.Create(world, new FleetOptions { Vehicles = 80, Seed = seed, StartUtc = start, Trips = TripMix.OnlyTaxis });
        IEnumerable<FrameMessage> messages = [.. fleet.AdvanceTo(start + TimeSpan.FromMinutes(15)), .. fleet.Finish()];

        var learning = new PureLearning(world.BaseMap);
        learning.Learn(messages);
        var score = new WorldComparison(world).Compare(learning.Limits(), fleet.Passes);

        Assert.True(score.Eligible >= 30, $"{score}");
        Assert.True(score.RightShare >= 0.9, $"{score}");
        Assert.InRange((double)score.Wrong / score.Eligible, 0, 0.05);
    }
}
