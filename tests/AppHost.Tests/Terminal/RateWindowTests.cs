using Telemetry.Terminal;
using Telemetry.TestKit;

namespace Telemetry.AppHost.Tests.Terminal;

public sealed class RateWindowTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void PerSecond_PaceThatChanged_IsThatOfTheLastSeconds()
    {
        var rate = new RateWindow(TimeSpan.FromSeconds(10), _time);
        double done = 0;
        for (var second = 0; second < 100; second++)
            Step(rate, done += 1_000);
        for (var second = 0; second < 20; second++)
            Step(rate, done += 50);

        Assert.Equal(50, rate.PerSecond()!.Value, 3);
    }

    [Fact]
    public void PerSecond_NothingComesAnyMore_FallsTowardsZero()
    {
        var rate = new RateWindow(TimeSpan.FromSeconds(10), _time);
        for (var second = 0; second < 5; second++)
            Step(rate, second * 100);
        var before = rate.PerSecond()!.Value;
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.InRange(rate.PerSecond()!.Value, 0, before / 10);
    }

    [Fact]
    public void PerSecond_BeforeHalfASecond_IsNotKnown()
    {
        var rate = new RateWindow(TimeSpan.FromSeconds(10), _time);
        rate.Add(0);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        rate.Add(1_000_000);
        Assert.Null(rate.PerSecond());
    }

    [Fact]
    public void PerSecond_ReadingsFartherApartThanTheSpan_IsKnownAllTheSame()
    {
        var rate = new RateWindow(TimeSpan.FromSeconds(10), _time);
        rate.Add(0);
        _time.Advance(TimeSpan.FromSeconds(30));
        rate.Add(60);
        Assert.Equal(2, rate.PerSecond()!.Value, 3);
    }

    private void Step(RateWindow rate, double value)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        rate.Add(value);
    }
}
