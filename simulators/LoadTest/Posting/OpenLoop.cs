using System.Threading.Channels;
using Telemetry.LoadTest.Traffic;

namespace Telemetry.LoadTest.Posting;

/// <summary>
/// Posts bodies at their times whatever the server does: a slow answer holds no later post back, and the time that a post takes is
/// counted from when it was due, not from when it was begun (else a server that stalls hides what it does to those who would have
/// come meanwhile: "coordinated omission", G. Tene, "How NOT to measure latency", 2015).
/// </summary>
/// <param name="poster">Posts.</param>
/// <param name="tally">Told what goes on.</param>
/// <param name="options">How.</param>
/// <param name="time">The clock.</param>
public sealed class OpenLoop(IBodyPoster poster, PostTally tally, OpenLoopOptions options, TimeProvider time)
{
    /// <summary>Posts every body and waits for the answers.</summary>
    /// <param name="bodies">In the order in which they are due.</param>
    /// <param name="begin">The begin of the profile, a timestamp of the clock; it may lie ahead.</param>
    /// <param name="cancellationToken">Stops posting and gives up on what is under way.</param>
    public async Task RunAsync(ChannelReader<LoadBody> bodies, long begin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        options.Validate();
        using var free = new SemaphoreSlim(options.MostUnderWay);
        var underWay = new UnderWay();
        try
        {
            await foreach (var body in bodies.ReadAllAsync(cancellationToken))
            {
                var wait = body.Due - time.GetElapsedTime(begin);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, time, cancellationToken);
                await free.WaitAsync(cancellationToken);
                tally.NoteBegun(body, time.GetElapsedTime(begin) - body.Due, options.LateAfter);
                underWay.Begin();
                _ = PostAsync(body, begin, free, underWay, cancellationToken);
            }
        }
        finally
        {
            underWay.End(null);
            await underWay.All;
        }
    }

    private async Task PostAsync(
        LoadBody body, long begin, SemaphoreSlim free, UnderWay underWay, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            var outcome = await poster.PostAsync(body, tally.NoteRetry, cancellationToken);
            tally.NoteAnswered(body, outcome, time.GetElapsedTime(begin) - body.Due);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            tally.NoteGivenUp(body);
        }
        catch (Exception exception)
        {
            fault = exception;
        }

        free.Release();
        underWay.End(fault);
    }

    /// <summary>Counts the posts under way, and the loop itself, until all have ended.</summary>
    private sealed class UnderWay
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count = 1;
        private Exception? _fault;

        /// <summary>Ends with the last of them; fails with the first fault.</summary>
        public Task All => _all.Task;

        public void Begin() => Interlocked.Increment(ref _count);

        public void End(Exception? fault)
        {
            if (fault is not null)
                Interlocked.CompareExchange(ref _fault, fault, null);
            if (Interlocked.Decrement(ref _count) > 0)
                return;
            if (_fault is null)
                _all.SetResult();
            else
                _all.SetException(_fault);
        }
    }
}
