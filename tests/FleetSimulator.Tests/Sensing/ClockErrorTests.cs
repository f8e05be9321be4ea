using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Sensing;

namespace Telemetry.FleetSimulator.Tests.Sensing;

public sealed class ClockErrorTests
{
    private const long Start = 1_770_000_000_000;

    [Fact]
    public void Read_MostVehicles_ShowTheTimeAndSomeAreOffByUpToSeconds()
    {
        var offsets = Enumerable.Range(0, 4000).Select(vehicle => Offset(new SensorErrors(), vehicle)).ToList();
        Assert.InRange((double)offsets.Count(o => o != 0) / offsets.Count, 0.02, 0.04);
        Assert.All(offsets, o => Assert.InRange(o, -5_000, 5_000));
        Assert.Contains(offsets, o => Math.Abs(o) > 500);
    }

    [Fact]
    public void Read_FreeClock_GoesForwardAndDrifts()
    {
        var errors = new SensorErrors { FreeClocks = 1, ClockDriftPpm = 200 };
        var clock = new ClockError(errors, new SimulationRandom(5));
        clock.Begin(Start);
        var times = Enumerable.Range(0, 100_000).Select(i => clock.Read(Start + i * 100L)).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 99, 101));
        Assert.NotEqual(times[0] - Start, times[^1] - Start - 99_999 * 100L);
    }

    private static long Offset(SensorErrors errors, int vehicle)
    {
        var clock = new ClockError(errors, new SimulationRandom((ulong)vehicle));
        clock.Begin(Start);
        return clock.Read(Start) - Start;
    }
}
