using Telemetry.AppHost.Scaling;

namespace Telemetry.AppHost.Tests.Scaling;

public sealed class FlowMeterTests
{
    private static readonly DateTimeOffset s_begin = DateTimeOffset.UnixEpoch;

    [Fact]
    public void PerSecond_SteadyCounters_IsTheirSum()
    {
        var meter = new FlowMeter(TimeSpan.FromSeconds(5));
        for (var s = 0; s < 20; s++)
            meter.Add([("a", 1_000 + 10 * s), ("b", 7 * s)], At(s));

        Assert.Equal(17, meter.PerSecond!.Value, 6);
    }

    [Fact]
    public void PerSecond_BeforeTheSecondLook_IsNotKnown()
    {
        var meter = new FlowMeter(TimeSpan.FromSeconds(5));
        Assert.Null(meter.PerSecond);
        meter.Add([("a", 1_000_000)], At(0));
        Assert.Null(meter.PerSecond);
    }

    [Fact]
    public void Total_ProcessesComeAndGo_CountsEachFrameOnce()
    {
        var meter = new FlowMeter(TimeSpan.FromSeconds(5));
        meter.Add([("a/1", 500)], At(0));
        meter.Add([("a/1", 600), ("b/2", 40)], At(1));

        // The first is gone, another has its number; the second could not be asked for a while.
        meter.Add([("a/3", 30)], At(2));
        meter.Add([("a/3", 50), ("b/2", 100)], At(3));

        Assert.Equal(100 + 100 + 50, meter.Total);
    }

    private static DateTimeOffset At(double seconds) => s_begin + TimeSpan.FromSeconds(seconds);
}
