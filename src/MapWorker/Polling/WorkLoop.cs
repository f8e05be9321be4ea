using System.Collections.Concurrent;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Processing;

namespace Telemetry.MapWorker.Polling;

/// <summary>
/// The worker's receive loop: polls each lane in its turn, holds a bounded number of items, keeps their visibility extended. While a
/// store is down it fetches nothing and keeps what it holds. When the host stops, it fetches nothing more and drains; what a poll
/// under way still brings goes back at once.
/// </summary>
internal sealed partial class WorkLoop(
    IReadOnlyList<IWorkQueue> lanes, ItemWork work, FlushWindow window, Outage outage, MapWorkerOptions options, TimeProvider time,
    ILogger<WorkLoop> logger) : BackgroundService
{
    private const int LargestFetch = 10;
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);
    private readonly LaneTurns _turns = new(time);
    private readonly ConcurrentBag<Task> _late = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var polled = lanes.Select(Polled).ToList();
        try
        {
            await Task.WhenAll(polled.Select(lane => PollAsync(lane, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is held is finished below.
        }
        finally
        {
            await work.DrainAsync();
            await LeavePollsAsync();
            foreach (var lane in polled)
                await lane.DisposeAsync();
        }
    }

    /// <summary>What is held of the bulk lane takes no slot from the live one.</summary>
    private PolledLane Polled(IWorkQueue queue)
    {
        var slots = queue.Lane == WorkLane.Live ? options.MaxHeldItems : Math.Max(1, options.MaxHeldItems / 2);
        return new PolledLane(
            queue, new VisibilityHeartbeat(queue, time, LogNotExtended, options.Visibility, options.Heartbeat), new SemaphoreSlim(slots));
    }

    private async Task PollAsync(PolledLane lane, CancellationToken stoppingToken)
    {
        while (true)
        {
            while (outage.Ongoing)
                await Task.Delay(s_lookAgain, time, stoppingToken);
            await lane.Slots.WaitAsync(stoppingToken);
            await FetchAsync(lane, stoppingToken);
        }
    }

    /// <summary>Fetches as much as there are free slots, of which the caller holds one.</summary>
    private async Task FetchAsync(PolledLane lane, CancellationToken stoppingToken)
    {
        var slots = 1;
        try
        {
            await _turns.WaitAsync(lane.Lane, stoppingToken);

            // A store may have gone down while all slots were taken.
            if (outage.Ongoing)
                return;
            while (!work.IsLimited && slots < LargestFetch && lane.Slots.Wait(0, CancellationToken.None))
                slots++;
            var received = await ReceiveAsync(lane, slots, stoppingToken);
            var held = new List<HeldItem>(received.Count);
            foreach (var item in received)
            {
                held.Add(work.Hold(lane, item));
                slots--;
            }

            window.NoteBacklogAge(
                lane.Lane, received.Count == 0 ? null : time.GetUtcNow() - received.Max(item => item.Item.EnqueuedAt));

            // A limited worker takes no more than it works on: what it cannot begin, another may.
            foreach (var item in held)
                await item.Begun.Task.WaitAsync(stoppingToken);
        }
        finally
        {
            if (slots > 0)
                lane.Slots.Release(slots);
        }
    }

    private async Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(PolledLane lane, int most, CancellationToken stoppingToken)
    {
        var isLive = lane.Lane == WorkLane.Live;
        if (isLive)
            _turns.BeginLive();

        // Never broken off: the queue may have handed out by then what nobody would learn of until its hold runs out.
        var receiving = outage.RideOutAsync(
            _ => lane.Queue.ReceiveAsync(most, options.PollWait, options.Visibility, CancellationToken.None), stoppingToken);
        try
        {
            var received = await receiving.WaitAsync(stoppingToken);
            if (isLive)
                _turns.EndLive(received.Count);
            return received;
        }
        catch (OperationCanceledException) when (!receiving.IsCanceled)
        {
            _late.Add(GiveBackAsync(lane, receiving));
            throw;
        }
    }

    private async Task GiveBackAsync(PolledLane lane, Task<IReadOnlyList<ReceivedWorkItem>> receiving)
    {
        try
        {
            if (await receiving is { Count: > 0 } received)
                await lane.Queue.ReleaseAsync(received, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Its visibility runs out by itself.
            LogNotGivenBack(exception.Message);
        }
    }

    /// <summary>Waits for the polls that were under way, no longer than a poll takes.</summary>
    private async Task LeavePollsAsync()
    {
        try
        {
            await Task.WhenAll(_late).WaitAsync(options.PollWait + s_lookAgain, time);
        }
        catch (TimeoutException)
        {
            // The queue does not answer; nothing of this worker is lost by it.
        }
    }

    private void LogNotExtended(Exception exception) => LogNotExtended(exception.Message);

    [LoggerMessage(3405, LogLevel.Warning, "What a last poll brought could not be given back: {Reason}")]
    private partial void LogNotGivenBack(string reason);

    [LoggerMessage(3404, LogLevel.Warning, "The hold on the items at work could not be extended: {Reason}")]
    private partial void LogNotExtended(string reason);
}
