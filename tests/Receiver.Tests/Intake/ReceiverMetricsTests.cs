using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Telemetry.Receiver.Tests.Hosting;

namespace Telemetry.Receiver.Tests.Intake;

public sealed class ReceiverMetricsTests
{
    [Fact]
    public async Task Counters_AfterGoodBadAndRepeated_Balance()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var sums = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        var factory = receiver.Service<IMeterFactory>();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter.Name == ReceiverMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory))
                to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();

        var batch = receiver.Batch(messages: 3);
        await receiver.AcceptAsync(batch);
        batch.Messages[1].Frames[0].LatitudeDeg = 100;
        await receiver.AcceptAsync(batch);
        batch.Messages.RemoveAt(0);
        batch.Messages.RemoveAt(1);
        using (await receiver.PostAsync(batch))
        {
        }

        Assert.Equal(35, sums["receiver.frames.received"]);
        Assert.Equal(15, sums["receiver.frames.accepted"]);
        Assert.Equal(10, sums["receiver.frames.rejected"]);
        Assert.Equal(10, sums["receiver.frames.duplicate"]);
        Assert.Equal(1, sums["receiver.posts.refused"]);
    }
}
