using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Solo;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Tests;

/// <summary>
/// Messages to canonical map, of drives through a simulated town: order, repetition, grouping over one to eight writers and delays of hours change
/// nothing (I2, I3).
/// </summary>
public sealed class OrderTests
{
    private const double HourMs = 3_600_000;

    // Around the turn of an epoch, over three weeks.
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_spread = TimeSpan.FromDays(21);

    private static readonly Lazy<(LearningWorld World, (long TimeMs, IReadOnlyList<Contribution> Said)[] Messages)> s_town = new(Drive);

    [Fact]
    public void Learn_AnyOrderRepetitionGroupingAndDelay_SameCanonicalMap()
    {
        var (world, messages) = s_town.Value;
        var expected = Straight(world, messages);
        Assert.Contains(expected, feature => feature.Contains("\"learned\"", StringComparison.Ordinal));
        Check(6, seed =>
        {
            var random = new Random(seed);
            var grains = new StoredGrains(world.BaseMap, 1 + random.Next(8));
            var arrivals = messages
                .SelectMany(message => Enumerable.Range(0, 1 + random.Next(3) / 2).Select(_ => (At: message.TimeMs + DelayMs(random), message.Said)))
                .OrderBy(arrival => arrival.At).ToArray();
            Deliver(grains, arrivals, random);

            Assert.Equal(expected, grains.Canonical());
        });
    }

    [Fact]
    public void Learn_MessagesInNoOrderAtAll_SameCanonicalMap()
    {
        var (world, messages) = s_town.Value;
        var expected = Straight(world, messages);
        Check(3, seed =>
        {
            var random = new Random(seed);
            var grains = new StoredGrains(world.BaseMap, 1 + random.Next(8));
            var shuffled = messages.Concat(messages.Where(_ => random.Next(4) == 0)).ToArray();
            random.Shuffle(shuffled);
            // Within the time for which ids are kept: the clock stands.
            Deliver(grains, [.. shuffled.Select(message => (s_start.ToUnixTimeMilliseconds(), message.Said))], random);

            Assert.Equal(expected, grains.Canonical());
        });
    }

    [Fact]
    public void Learn_OneMessageLess_OtherCanonicalMap()
    {
        // That the map tells such differences at all.
        var (world, messages) = s_town.Value;
        Assert.NotEqual(Straight(world, messages), Straight(world, messages[1..]));
    }

    [Fact]
    public void Contribute_MessagesInAnyOrder_SameContributions()
    {
        var world = LearningWorld.Create(ImportedRoads.Of(GeneratedTown.Create(3)), new WorldPerturbation { Missing = 0.05 }, 3);
        FrameMessage[] messages = [.. Drives(world, 3).Take(12).SelectMany(drive => drive.Messages)];
        var there = new LearningPlatform(world.Simulated.BaseMap, FusionOptions.Default, 1);
        var back = new LearningPlatform(world.Simulated.BaseMap, FusionOptions.Default, 1);
        var expected = messages.Select(message => Text(there.Contribute(message))).ToList();

        Assert.Equal(expected, messages.Reverse().Select(message => Text(back.Contribute(message))).Reverse());
    }

    private static string Text(IReadOnlyList<Contribution> contributions) =>
        string.Join('\n', contributions.Select(one => $"{one.Grain} {one.Id} {one.EventHour} {Convert.ToHexString(one.Payload.Span)}"));

    // Most come at once, some hours later.
    private static long DelayMs(Random random) => (long)(HourMs * (random.Next(3) > 0 ? 0.1 * random.NextDouble() : 12 * random.NextDouble()));

    private static void Deliver(StoredGrains grains, (long At, IReadOnlyList<Contribution> Said)[] arrivals, Random random)
    {
        for (var at = 0; at < arrivals.Length;)
        {
            var size = random.Next(1, 40);
            var group = arrivals.Skip(at).Take(size).ToArray();
            grains.Flush(random.Next(grains.Writers), group.SelectMany(arrival => arrival.Said), DateTimeOffset.FromUnixTimeMilliseconds(group[^1].At));
            at += size;
        }
    }

    private static List<string> Straight(LearningWorld world, (long TimeMs, IReadOnlyList<Contribution> Said)[] messages)
    {
        var grains = new StoredGrains(world.BaseMap, 1);
        grains.Flush(0, messages.SelectMany(message => message.Said), s_start);
        return grains.Canonical();
    }

    private static (LearningWorld, (long, IReadOnlyList<Contribution>)[]) Drive()
    {
        var source = ImportedRoads.Of(GeneratedTown.Create(2));
        var world = LearningWorld.Create(source, new WorldPerturbation { Missing = 0.08, Gone = 0.03 }, 2);
        var platform = new LearningPlatform(world.Simulated.BaseMap, FusionOptions.Default, 2);
        var messages = new List<(long, IReadOnlyList<Contribution>)>();
        foreach (var drive in Drives(world, 2).Take(150))
            foreach (var message in drive.Messages)
                messages.Add((message.Frames[^1].TimestampUtcMs, platform.Contribute(message)));
        return (world, [.. messages]);
    }

    private static IEnumerable<SoloDrive> Drives(LearningWorld world, ulong seed)
    {
        const int Drives = 150;
        var drives = new SoloDrives(world.Simulated, new FleetOptions { Vehicles = 1, Seed = seed, StartUtc = s_start });
        for (var i = 0; ; i++)
            if (drives.Next(s_start + s_spread * (Math.Min(i, Drives) / (double)Drives)) is { } drive)
                yield return drive;
    }

    private static void Check(int times, Action<int> property) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), property));
}
