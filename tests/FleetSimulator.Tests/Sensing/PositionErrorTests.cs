using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Sensing;

namespace Telemetry.FleetSimulator.Tests.Sensing;

public sealed class PositionErrorTests
{
    private const int N = 200_000;

    private static readonly SensorErrors Steady = new() { TripSpread = 0, SkySpread = 0, CanyonFactor = 1, SlowShare = 0, WhiteShare = 0 };

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Next_SteadySky_HasTheSpreadAndTheCorrelationAskedFor(ulong seed)
    {
        var east = Run(Steady, seed).Select(e => e.EastM).ToArray();
        var variance = east.Average(e => e * e);
        var lag = (int)Steady.FastTime.TotalSeconds;
        Assert.InRange(Math.Sqrt(variance) / Steady.PositionM, 0.95, 1.05);
        Assert.InRange(Enumerable.Range(0, N - lag).Average(i => east[i] * east[i + lag]) / variance, 0.32, 0.42);
    }

    [Fact]
    public void Next_UsualErrors_HaveAHeavierTailThanTheNormalDistribution()
    {
        var errors = Enumerable.Range(1, 200).SelectMany(seed => Run(new SensorErrors(), (ulong)seed, 1000)).Select(e => Math.Abs(e.EastM)).Order().ToArray();
        // 3.82 for a normal distribution.
        Assert.InRange(errors[errors.Length * 99 / 100] / errors[errors.Length / 2], 6, 15);
    }

    [Fact]
    public void Next_WorseError_IsClaimedToBeWorseButNotExactly()
    {
        var errors = Enumerable.Range(1, 400).SelectMany(seed => Run(new SensorErrors(), (ulong)seed, 500))
            .Select(e => (Claimed: Math.Log(e.ClaimedM), True: Math.Log(Math.Sqrt(e.EastM * e.EastM + e.NorthM * e.NorthM)))).ToList();
        double claimed = errors.Average(e => e.Claimed), real = errors.Average(e => e.True);
        var correlation = errors.Average(e => (e.Claimed - claimed) * (e.True - real)) /
            Math.Sqrt(errors.Average(e => (e.Claimed - claimed) * (e.Claimed - claimed)) * errors.Average(e => (e.True - real) * (e.True - real)));
        Assert.InRange(correlation, 0.3, 0.9);
    }

    [Fact]
    public void Next_NoErrors_AreNone() =>
        Assert.All(Run(SensorErrors.None, 1, 1000), e => Assert.Equal((0, 0), (e.EastM, e.NorthM)));

    // Drives east through 2 km of blocks and begins again, at 10 m/s.
    private static IEnumerable<(double EastM, double NorthM, double ClaimedM)> Run(SensorErrors errors, ulong seed, int frames = N)
    {
        var error = new PositionError(errors, 1, new SkyView(9), new SimulationRandom(seed));
        error.Begin();
        for (var i = 0; i < frames; i++)
        {
            error.Next(10 + i % 200 * 0.00014, 50);
            yield return (error.EastM, error.NorthM, error.ClaimedM);
        }
    }
}
