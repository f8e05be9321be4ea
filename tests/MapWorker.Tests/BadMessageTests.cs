using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Geography;

namespace Telemetry.MapWorker.Tests;

/// <summary>Drives that make no sense, in one chunk with some that do.</summary>
public sealed class BadMessageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_SenselessDrives_AreCountedByWhatTheyAreAndHarmNoNeighbour()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        using var counts = new MeteredCounts(worker.Service<IMeterFactory>());
        var good = DrawnTown.Messages(4, platform.Start);
        var alone = await LearnAsync(good);
        var first = good[0];
        VehicleMessage[] bad =
        [
            Moved(1, first, (frame, _) => frame with { Position = GeoPoint.FromDegrees(20, 20) }),
            Moved(2, first, (frame, i) => frame with { Position = GeoPoint.FromDegrees(-179 + i * 1.5, 60 - i) }),
            Moved(3, first, (frame, i) => i < 20 ? frame : frame with { TimestampUtcMs = frame.TimestampUtcMs + 1_200_000 }),
            Moved(4, first, (frame, i) => frame with { Position = first.Frames[0].Position, SpeedCmps = 15_000, HeadingTenths = 100 * i % 3_600 }),
            Moved(5, first, (frame, _) => frame) with { Frames = first.Frames[..2] },
        ];
        var item = await platform.StoreAsync([good[0], .. bad, .. good.Skip(1)]);

        await worker.ProcessAsync(item);

        Assert.Empty(await platform.LettersAsync());
        Assert.All(await platform.OutcomesAsync(item), outcome => Assert.Equal(MessageOutcome.Applied, outcome));
        var map = await platform.CanonicalAsync();
        Assert.Equal(alone.Where(IsLimit).Select(Known), map.Where(IsLimit).Select(Known));
        await platform.AssertBooksBalanceAsync();
        Assert.True(counts["worker.fixes off_network"] >= first.Frames.Length);
        Assert.True(counts["worker.fixes teleported"] >= first.Frames.Length);
        Assert.Equal(1, counts["worker.breaks time_gap"]);
        Assert.Equal(
            bad.Concat(good).Sum(message => message.CountedFrames), counts.Where(one => one.Key.StartsWith("worker.fixes ", StringComparison.Ordinal)).Sum(one => one.Value));
        var matched = (await platform.Ledger.FindAsync(item.Chunk, Cancelled))!.Messages.Sum(line => line.Matched);
        Assert.Equal(matched, counts["worker.fixes matched"]);
    }

    private static async Task<List<string>> LearnAsync(IReadOnlyList<VehicleMessage> messages)
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        await worker.ProcessAsync(await platform.StoreAsync(messages));
        return await platform.CanonicalAsync();
    }

    private static VehicleMessage Moved(int number, VehicleMessage message, Func<QuantizedFrame, int, QuantizedFrame> move) => message with
    {
        Key = new(99, (ulong)number),
        Vehicle = new(99, (ulong)number),
        SignsInForce = [],
        Frames = [.. message.Frames.Select(move).ToImmutableArray()],
    };

    private static bool IsLimit(string feature) => feature.Contains("\"value\"", StringComparison.Ordinal);

    private static string Known(string feature) => feature[..feature.IndexOf("\"confidence\"", StringComparison.Ordinal)];

    /// <summary>Sums of the counters of one worker by name and tag.</summary>
    private sealed class MeteredCounts : ConcurrentDictionary<string, long>, IDisposable
    {
        private readonly MeterListener _listener = new();

        public MeteredCounts(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
                AddOrUpdate($"{instrument.Name} {(tags.Length > 0 ? tags[0].Value : "")}", count, (_, sum) => sum + count));
            _listener.Start();
        }

        public void Dispose() => _listener.Dispose();
    }
}
