using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Faults;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests;

/// <summary>The loop on a clock that stands: it only moves where a test says so, and where the engine waits for its window.</summary>
public sealed class WorkLoopTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_hidden = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pollWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ItemSent_IsProcessedAndDeleted()
    {
        var platform = await TestPlatform.CreateAsync(_time);
        await using var worker = await StartAsync(platform);
        var deleted = NextDelete(platform);
        var item = await platform.SendAsync(DrawnTown.Messages(4, platform.Start));

        await PumpAsync(deleted);

        Assert.All(await platform.OutcomesAsync(item), outcome => Assert.Equal(MessageOutcome.Applied, outcome));
        await EndAsync(worker.StopLoopAsync());
        Assert.Equal(default, await platform.Queue.DepthAsync(Cancelled));
    }

    [Fact]
    public async Task Run_ItemHeldForMinutes_StaysHidden()
    {
        var platform = await TestPlatform.CreateAsync(_time);
        var down = platform.Faults.Add("TryPutAsync", 1, Down);
        _ = platform.Faults.Add("TryPutAsync", int.MaxValue, Down);
        await using var worker = await StartAsync(platform);
        await platform.SendAsync(DrawnTown.Messages(4, platform.Start));
        await PumpAsync(down);

        // The first beat is due an interval after the loop began; the window has moved the clock since.
        _time.Advance(await _time.WaitForTimerAsync(left => left > TimeSpan.FromSeconds(10) && left <= s_beat, Cancelled));
        for (var beat = 0; beat < 15; beat++)
        {
            await _time.WaitForTimerAsync(s_beat, Cancelled);
            _time.Advance(s_beat);
        }

        await _time.WaitForTimerAsync(s_beat, Cancelled);
        Assert.Equal(new QueueDepth(0, 1), await platform.Queue.DepthAsync(Cancelled));
        var deleted = NextDelete(platform);
        platform.Faults.Clear("TryPutAsync");
        await PumpAsync(deleted);
        await EndAsync(worker.StopLoopAsync());
    }

    [Fact]
    public async Task Stop_ItemInWork_IsFinishedFirst()
    {
        var platform = await TestPlatform.CreateAsync(_time);
        
        // Longer than all the windows that the contributions may be spread over.
        var drain = TimeSpan.FromMinutes(2.5) + TimeSpan.FromMilliseconds(500);
        await using var worker = await StartAsync(platform, ("DrainTime", drain.ToString()));
        var item = await platform.SendAsync(DrawnTown.Messages(4, platform.Start));
        await _time.WaitForTimerAsync(s_window, Cancelled);

        var stopped = worker.StopLoopAsync();
        await _time.WaitForTimerAsync(drain, Cancelled);
        await EndAsync(stopped);

        Assert.Equal(default, await platform.Queue.DepthAsync(Cancelled));
        Assert.All(await platform.OutcomesAsync(item), outcome => Assert.Equal(MessageOutcome.Applied, outcome));
    }

    [Fact]
    public async Task Stop_StoreDown_GivesBackWhatItHolds()
    {
        var platform = await TestPlatform.CreateAsync(_time);
        var down = platform.Faults.Add("TryPutAsync", 1, Down);
        _ = platform.Faults.Add("TryPutAsync", int.MaxValue, Down);
        await using var worker = await StartAsync(platform);
        var item = await platform.SendAsync(DrawnTown.Messages(4, platform.Start));
        await PumpAsync(down);

        var stopped = worker.StopLoopAsync();
        await _time.WaitForTimerAsync(s_drain, Cancelled);
        _time.Advance(s_drain);
        await EndAsync(stopped);

        Assert.Equal(new QueueDepth(1, 0), await platform.Queue.DepthAsync(Cancelled));
        Assert.Null((await platform.Ledger.FindAsync(item.Chunk, Cancelled))!.CompletedAt);
        Assert.Empty(await platform.LettersAsync());
    }

    [Fact]
    public async Task Stop_PollUnderWay_GivesBackWhatItBrings()
    {
        var platform = await TestPlatform.CreateAsync(_time);
        await using var worker = await StartAsync(platform);
        await _time.WaitForTimerAsync(s_pollWait, Cancelled);

        var stopped = worker.StopLoopAsync();
        await _time.WaitForTimerAsync(s_pollWait + s_poll, Cancelled);
        var item = await platform.SendAsync(DrawnTown.Messages(4, platform.Start));
        await EndAsync(stopped);

        Assert.Equal(new QueueDepth(1, 0), await platform.Queue.DepthAsync(Cancelled));
        Assert.Null((await platform.Ledger.FindAsync(item.Chunk, Cancelled))!.CompletedAt);
    }

    [Fact]
    public async Task Run_DefectOfTheWorker_ItemComesBackOnlyWhenItsHoldRunsOut()
    {
        var platform = await TestPlatform.CreateAsync(_time);
        var failed = platform.Faults.Add("FindAsync", 1, () => new InvalidOperationException("defect"));
        await using var worker = await StartAsync(platform, ("MaxHeldItems", "1"));
        var deleted = NextDelete(platform);
        var item = await platform.SendAsync(DrawnTown.Messages(1, platform.Start));
        await failed;

        // The next poll finds it hidden for all of its time.
        var hidden = await _time.WaitForTimerAsync(left => left == s_pollWait, Cancelled);
        Assert.Equal(new QueueDepth(0, 1), await platform.Queue.DepthAsync(Cancelled));
        for (var waited = TimeSpan.Zero; waited < s_hidden; waited += hidden)
        {
            await _time.WaitForTimerAsync(hidden, Cancelled);
            _time.Advance(hidden);
        }

        await PumpAsync(deleted);
        Assert.Equal([MessageOutcome.Applied], await platform.OutcomesAsync(item));
        await EndAsync(worker.StopLoopAsync());
    }

    private static BackendUnavailableException Down() => new("test", new IOException("down"));

    /// <summary>Completes when the queue has deleted the next item.</summary>
    private static Task NextDelete(TestPlatform platform) => platform.Faults.Watch("DeleteAsync");

    private static async Task<TestWorker> StartAsync(TestPlatform platform, params (string Key, string Value)[] settings)
    {
        var worker = await TestWorker.StartAsync(
            platform, [("FlushWindow", s_window.ToString()), ("LongestFlushWindow", s_window.ToString()), ("Heartbeat", s_beat.ToString()), ("PollWait", s_pollWait.ToString()),
                ("Visibility", s_hidden.ToString()), .. settings, .. settings.Any(one => one.Key == "DrainTime") ? [] : new[] { ("DrainTime", s_drain.ToString()) }]);
        await worker.StartLoopAsync();
        return worker;
    }

    /// <summary>
    /// Lets every flush window that begins pass, and every look of the loop whether a store is back, until the task is done.
    /// </summary>
    private Task PumpAsync(Task done) => PumpAsync(done, left => left == s_window || left == s_poll);

    /// <summary>Lets windows and polls pass until the loop has ended.</summary>
    private Task EndAsync(Task done) => PumpAsync(done, left => left <= s_pollWait + s_poll);

    private async Task PumpAsync(Task done, Func<TimeSpan, bool> passes)
    {
        while (true)
        {
            var waits = _time.WaitForTimerAsync(passes, Cancelled);
            if (await Task.WhenAny(done, waits) == done)
                break;
            _time.Advance(await waits);
        }

        await done;
    }
}
