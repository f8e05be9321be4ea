using Telemetry.LoadTest.Profiles;
using Telemetry.ScalingSimulation;
using Telemetry.ScalingSimulation.Rules;

namespace Telemetry.Elasticity.Tests;

/// <summary>The policy on simulated platforms, with the delays of processes on one machine and with those of a cloud.</summary>
public sealed class ScalingSimulationTests
{
    private const double Capacity = 2_000;
    private const double Target = 0.85 * Capacity;

    /// <summary>Delays, and how much slower than on one machine everything goes there.</summary>
    public static TheoryData<string, int> Places { get; } = new(
        from place in new[] { "local", "cloud" } from seed in Enumerable.Range(11, 8) select (place, seed));

    public static TheoryData<string, string> Profiles { get; } = new(
        from place in new[] { "local", "cloud" } from profile in LoadProfiles.Names select (place, profile));

    [Theory]
    [MemberData(nameof(Places))]
    public void Run_SteadyLoad_ConvergesAndStays(string place, int seed)
    {
        var random = new Random(seed);
        var rate = Target * (0.3 + 10 * random.NextDouble());
        var run = Run(place, _ => rate, Minutes(place, 20), seed, noise: 0.03);

        var settled = run.Points.Where(point => point.At > Minutes(place, 10)).ToList();
        var needed = (int)Math.Ceiling(rate / Target);
        Assert.All(settled, point => Assert.InRange(point.Desired, needed, needed + 1 + needed / 5));
        Assert.Equal(0, run.DirectionChanges(Minutes(place, 10), Minutes(place, 20)));
        Assert.All(settled, point => Assert.True(point.Age < TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Run_TwoOrdersOfMagnitudeUpAndDown_TurnsAtMostOnceInEachPart(string place, int seed)
    {
        var random = new Random(seed);
        var (climb, top) = (Minutes(place, 1 + random.NextDouble()), Minutes(place, 2 + random.NextDouble()));
        var (fall, rest) = (Minutes(place, 1 + random.NextDouble()), Minutes(place, 2));
        var least = Target * (0.05 + 0.1 * random.NextDouble());
        double Rate(TimeSpan at) => least * (1 + 99 * Math.Clamp(at < climb + top ? at / climb : 1 - (at - climb - top) / fall, 0, 1));

        var run = Run(place, Rate, climb + top + fall + rest, seed, noise: 0.05);

        Assert.True(run.DirectionChanges(TimeSpan.Zero, climb) <= 1);
        Assert.True(run.DirectionChanges(climb, climb + top) <= 1);
        Assert.True(run.DirectionChanges(climb + top, climb + top + fall) <= 1);
        Assert.True(run.Points.Max(point => point.Desired) >= Math.Ceiling(100 * least / Capacity));
        Assert.InRange(run.Points[^1].Desired, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Run_LoadProfile_CatchesUpAndTurnsAtMostOnceInEachPhase(string place, string name)
    {
        var usual = LoadProfiles.Create(name, new LoadProfileOptions { WorkerCapFramesPerS = Capacity });
        var profile = LoadProfiles.Create(
            name, new LoadProfileOptions { WorkerCapFramesPerS = Capacity, Duration = place == "local" ? null : 10 * usual.Duration });
        var run = Run(place, profile.RateAt, profile.Duration, 3, noise: 0.05, isOut: at => profile.PhaseAt(at)?.Outage == LoadOutage.Workers);

        Assert.All(profile.Phases, phase => Assert.True(run.DirectionChanges(phase.Begin, phase.End) <= 1, phase.Name));
        Assert.True(run.Points[^1].Age < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Run_Ramp100OnOneMachine_KeepsTheBacklogYoung()
    {
        var profile = LoadProfiles.Create(LoadProfiles.Ramp100, new LoadProfileOptions { WorkerCapFramesPerS = Capacity });
        var run = Run("local", profile.RateAt, profile.Duration, 5, noise: 0.05);

        Assert.True(run.PeakAge < TimeSpan.FromSeconds(10));
        Assert.True(run.Points.Max(point => point.Running) >= 10);
        Assert.Equal(1, run.Points[^1].Desired);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Run_WorkersDoHalfOfWhatTheyShould_TheBacklogStaysWithinTheHorizon(string place, int seed)
    {
        var run = ElasticSimulation.Run(
            Plan(place, _ => 3 * Target, Minutes(place, 30), seed, 0.03) with { CapacityFramesPerS = Capacity / 2 },
            new PolicyRule(Options(place)));

        Assert.All(run.Points, point => Assert.True(point.Age < Options(place).Horizon + Minutes(place, 1)));
        Assert.True(run.Points[^1].Age < Options(place).Horizon);
        Assert.InRange(run.Points.Max(point => point.Desired), 6, 14);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Run_ThirdOfMeasurementsMissing_KeepsUp(string place, int seed)
    {
        var rate = 5 * Target;
        var run = ElasticSimulation.Run(
            Plan(place, at => at < Minutes(place, 1) ? Target / 10 : rate, Minutes(place, 20), seed, 0.03) with { Missing = 0.33 },
            new PolicyRule(Options(place)));

        Assert.All(run.Points.Where(point => point.At > Minutes(place, 10)), point => Assert.True(point.Age < TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("cloud")]
    public void Run_MeasurementsEnd_WorkersStay(string place)
    {
        var policy = new PolicyRule(Options(place));
        var busy = new MutedRule(policy, DateTimeOffset.UnixEpoch + Minutes(place, 5));
        var run = ElasticSimulation.Run(Plan(place, _ => 4.6 * Target, Minutes(place, 40), 4, 0), busy);

        var atTheEnd = run.Points.Last(point => point.At <= Minutes(place, 5)).Desired;
        Assert.True(atTheEnd >= 5);
        Assert.Equal(atTheEnd, run.Points[^1].Desired);
        Assert.Equal(ScalingReason.NoMeasurement, policy.Reason);
    }

    private static SimulationRun Run(
        string place, Func<TimeSpan, double> rate, TimeSpan duration, int seed, double noise, Func<TimeSpan, bool>? isOut = null) =>
        ElasticSimulation.Run(Plan(place, rate, duration, seed, noise) with { IsOut = isOut ?? (_ => false) }, new PolicyRule(Options(place)));

    private static SimulationPlan Plan(string place, Func<TimeSpan, double> rate, TimeSpan duration, int seed, double noise) => new()
    {
        Rate = rate,
        Duration = duration,
        Delays = place == "local" ? Delays.Local : Delays.Cloud,
        CapacityFramesPerS = Capacity,
        Noise = noise,
        Seed = seed,
    };

    private static ScalingOptions Options(string place) =>
        (place == "local" ? ScalingOptions.Local(Target) : ScalingOptions.Cloud(Target)) with { MaxWorkers = 20 };

    /// <summary>What takes minutes on one machine takes ten times as long in a cloud.</summary>
    private static TimeSpan Minutes(string place, double minutes) => TimeSpan.FromMinutes(place == "local" ? minutes : 10 * minutes);

    /// <summary>A rule that hears of nothing measured after a time.</summary>
    private sealed class MutedRule(IScalingRule inner, DateTimeOffset after) : IScalingRule
    {
        public int Decide(ScalingSample? sample, int workers, DateTimeOffset now) =>
            inner.Decide(sample?.At > after ? null : sample, workers, now);
    }
}
