using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.HttpHosting.Measures;

namespace Telemetry.Receiver.Tests.Http;

public sealed class MeasuresTests
{
    [Fact]
    public void Write_Instruments_AreInPrometheusText()
    {
        using var services = new ServiceCollection().AddMeasures().BuildServiceProvider();
        var book = services.GetRequiredService<MeasureBook>();
        var meter = services.GetRequiredService<IMeterFactory>().Create("Telemetry.Test");
        var frames = meter.CreateCounter<long>("test.frames", "{frame}", "Frames");
        var took = meter.CreateHistogram<double>("test.took", "s", "Time");
        var held = 3;
        meter.CreateObservableGauge("test.held", () => held, "{item}", "Held");

        frames.Add(2, new KeyValuePair<string, object?>("lane", "live"));
        frames.Add(3, new KeyValuePair<string, object?>("lane", "live"));
        frames.Add(4, new KeyValuePair<string, object?>("lane", "a\"b"));
        took.Record(0.5);
        took.Record(1.25);
        _ = book.Write();
        held = 5;
        var lines = book.Write().Split('\n');

        Assert.Contains("# TYPE test_frames_total counter", lines);
        Assert.Contains("test_frames_total{lane=\"live\"} 5", lines);
        Assert.Contains("test_frames_total{lane=\"a\\\"b\"} 4", lines);
        Assert.Contains("test_took_sum 1.75", lines);
        Assert.Contains("test_took_count 2", lines);
        Assert.Contains("test_held 5", lines);
    }

    [Fact]
    public void Write_ForeignMeters_AreLeftOut()
    {
        using var services = new ServiceCollection().AddMeasures().BuildServiceProvider();
        using var other = new ServiceCollection().AddMeasures().BuildServiceProvider();
        var book = services.GetRequiredService<MeasureBook>();
        other.GetRequiredService<IMeterFactory>().Create("Telemetry.Test").CreateCounter<long>("test.other").Add(1);
        services.GetRequiredService<IMeterFactory>().Create("Somebody.Else").CreateCounter<long>("test.else").Add(1);

        Assert.Empty(book.Write());
    }
}
