using System.Collections.Concurrent;
using System.Threading.Channels;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Traffic;
using Telemetry.TestKit;

namespace Telemetry.LoadTest.Tests.Posting;

public sealed class OpenLoopTests
{
    private static readonly CancellationToken s_end = TestContext.Current.CancellationToken;
    private readonly ManualTimeProvider _time = new();
    private readonly PostTally _tally = new();

    [Fact]
    public async Task Run_ServerThatStalls_PostsOnTimeAllTheSame()
    {
        var bodies = Bodies(50, TimeSpan.FromMilliseconds(40));
        var server = new StalledServer(_time);

        var run = Start(bodies, server, new OpenLoopOptions());
        await AdvanceUntilAsync(() => server.Begun.Count == bodies.Length);

        Assert.Equal(bodies.Select(body => body.Due), server.Begun);
        Assert.Equal(50, _tally.Read().UnderWay);
        server.Answer();
        await run;
        Assert.Equal(0, _tally.Read().Late);
        Assert.Equal(500, _tally.Read().AcknowledgedFrames);
    }

    [Fact]
    public async Task Run_ServerThatStalls_CountsTheWaitFromWhenEachPostWasDue()
    {
        var bodies = Bodies(11, TimeSpan.FromSeconds(1));
        var server = new StalledServer(_time);

        var run = Start(bodies, server, new OpenLoopOptions());
        await AdvanceUntilAsync(() => server.Begun.Count == bodies.Length);
        _time.Advance(TimeSpan.FromSeconds(10));
        server.Answer();
        await run;

        // Due at 0 to 10 s, all answered at 20 s.
        var latency = _tally.ReadLatency()!;
        Assert.Equal(20_000, latency.Max);
        Assert.InRange(latency.P50, 15_000, 15_150);
    }

    [Fact]
    public async Task Run_NoRoomForMore_TellsThatItFellBehindItself()
    {
        var server = new StalledServer(_time);

        var run = Start(Bodies(6, TimeSpan.FromSeconds(1)), server, new OpenLoopOptions { MostUnderWay = 2 });
        await AdvanceUntilAsync(() => server.Begun.Count == 2);
        _time.Advance(TimeSpan.FromSeconds(30));
        server.Answer();
        await run;

        // Those due at 2 to 5 s were begun at about 31 s; none was left out.
        var counts = _tally.Read();
        Assert.Equal(6, counts.Answered);
        Assert.Equal(4, counts.Late);
        Assert.InRange(counts.WorstLatenessMs, 28_000, 30_000);
    }

    [Fact]
    public async Task Run_Cancelled_CountsWhatWasGivenUp()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(s_end);
        var server = new StalledServer(_time);

        var run = Start(Bodies(3, TimeSpan.FromSeconds(1)), server, new OpenLoopOptions(), stop.Token);
        await AdvanceUntilAsync(() => server.Begun.Count == 2);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(2, _tally.Read().GivenUp);
        Assert.Equal(0, _tally.Read().UnderWay);
    }

    [Fact]
    public async Task Run_SourceOrPosterThatFails_Fails()
    {
        var broken = Channel.CreateUnbounded<LoadBody>();
        broken.Writer.Complete(new InvalidDataException("torn"));
        await Assert.ThrowsAsync<InvalidDataException>(
            () => new OpenLoop(new StalledServer(_time), _tally, new OpenLoopOptions(), _time).RunAsync(broken.Reader, 0, s_end));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Start(Bodies(1, TimeSpan.FromSeconds(1)), new BrokenPoster(), new OpenLoopOptions()));
    }

    private static LoadBody[] Bodies(int count, TimeSpan apart) =>
        [.. Enumerable.Range(0, count).Select(i => new LoadBody(i * apart, 10, []))];

    private Task Start(LoadBody[] bodies, IBodyPoster poster, OpenLoopOptions options, CancellationToken? cancellationToken = null)
    {
        var channel = Channel.CreateUnbounded<LoadBody>();
        foreach (var body in bodies)
            Assert.True(channel.Writer.TryWrite(body));
        channel.Writer.Complete();
        return new OpenLoop(poster, _tally, options, _time).RunAsync(channel.Reader, _time.GetTimestamp(), cancellationToken ?? s_end);
    }

    private async Task AdvanceUntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            var wait = _time.WaitForTimerAsync(left => left > TimeSpan.Zero, s_end);
            _time.Advance(await wait);

            // The loop goes on with another thread; it begins its post before it sets its next timer.
            while (!reached() && !_time.WaitForTimerAsync(left => left > TimeSpan.Zero, s_end).IsCompleted)
                await Task.Yield();
        }
    }

    private sealed class StalledServer(ManualTimeProvider time) : IBodyPoster
    {
        private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly long _begin = time.GetTimestamp();

        public ConcurrentQueue<TimeSpan> Begun { get; } = new();

        public void Answer() => _answer.SetResult();

        public async Task<PostOutcome> PostAsync(LoadBody body, Action<RetryCause> retried, CancellationToken cancellationToken)
        {
            Begun.Enqueue(time.GetElapsedTime(_begin));
            await _answer.Task.WaitAsync(cancellationToken);
            return new PostOutcome(body.Frames, 0);
        }
    }

    private sealed class BrokenPoster : IBodyPoster
    {
        public Task<PostOutcome> PostAsync(LoadBody body, Action<RetryCause> retried, CancellationToken cancellationToken) =>
            Task.FromException<PostOutcome>(new InvalidOperationException("broken"));
    }
}
