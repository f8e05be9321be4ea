using Telemetry.Terminal;
using Telemetry.TestKit;

namespace Telemetry.AppHost.Tests.Terminal;

public sealed class ProgressMeterTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Write_SteadyPace_TellsShareRateAndTimeLeft()
    {
        var meter = Halfway();
        Assert.Equal(
            "Reading region.osm.pbf  [==========          ]   50 %  50.0 of 100.0 MB  5.0 MB/s  10 s left", meter.Write(200));
    }

    [Fact]
    public void Write_AnyWidth_FitsAndKeepsShareAndTimeLeftLongest()
    {
        var meter = Halfway();
        for (var columns = 10; columns < 120; columns++)
        {
            var text = meter.Write(columns);
            Assert.InRange(text.Length, 1, columns);
            Assert.Contains("50 %", text, StringComparison.Ordinal);
            Assert.Equal(columns > " 50 %  10 s left".Length, text.Contains("10 s left", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Write_NothingComes_SaysThatItWaits()
    {
        var meter = new ProgressMeter("Publishing", "Published", ProgressUnit.Of("segments"), _time);
        meter.Update(0, 10);
        _time.Advance(TimeSpan.FromSeconds(1));
        meter.Update(0, 10);
        Assert.EndsWith("waiting", meter.Write(80), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AllCounted_SaysThatItFinishes()
    {
        var meter = new ProgressMeter("Publishing", "Published", ProgressUnit.Of("segments"), _time);
        meter.Update(10, 10);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Publishing  [====================]  100 %  10 of 10 segments  finishing", meter.Write(80));
    }

    [Fact]
    public void Write_TotalUnknown_CountsOnly()
    {
        var meter = new ProgressMeter("Reading", "Read", ProgressUnit.Bytes, _time);
        meter.Update(2_500_000, null);
        Assert.Equal("Reading  2.5 MB", meter.Write(80));
    }

    [Fact]
    public void Conclude_TellsWhatWasDoneInWhatTime() =>
        Assert.Equal("Read region.osm.pbf: 50.0 MB in 10 s, 5.0 MB/s", Halfway().Conclude());

    private ProgressMeter Halfway()
    {
        var meter = new ProgressMeter("Reading region.osm.pbf", "Read region.osm.pbf", ProgressUnit.Bytes, _time);
        for (var second = 0; second <= 10; second++)
        {
            meter.Update(second * 5_000_000L, 100_000_000);
            if (second < 10)
                _time.Advance(TimeSpan.FromSeconds(1));
        }

        return meter;
    }
}
