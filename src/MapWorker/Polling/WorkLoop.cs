using System.Collections.Concurrent;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Processing;

namespace Telemetry.MapWorker.Polling;

/// <summary>
/// The worker's receive loop: polls the lanes, live first, holds a bounded number of items, keeps their visibility extended,
/// deletes what is done. While a store is down it fetches nothing and keeps what it holds. When the host stops, it finishes
/// what it holds within the drain time and gives the rest back.
/// </summary>
internal sealed partial class WorkLoop(
    IReadOnlyList<IWorkQueue> lanes, ChunkProcessor processor, FlushWindow window, Outage outage, MapWorkerOptions options,
    TimeProvider time, ILogger<WorkLoop> logger) : BackgroundService
{
    private const int LargestFetch = 10;
    private static readonly TimeSpan s_shortPoll = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<HeldItem, Task> _held = new();
    private readonly SemaphoreSlim _slots = new(options.MaxHeldItems);
    private readonly CancellationTokenSource _giveBack = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var polled = lanes.Select(Polled).ToList();
        try
        {
            await PollAsync(polled, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is held is finished below.
        }
        finally
        {
            await DrainAsync();
            foreach (var lane in polled)
                await lane.Heartbeat.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _giveBack.Dispose();
        _slots.Dispose();
        base.Dispose();
    }

    private PolledLane Polled(IWorkQueue lane) =>
        new(lane, new VisibilityHeartbeat(lane, time, LogNotExtended, options.Visibility, options.Heartbeat));

    private async Task PollAsync(IReadOnlyList<PolledLane> polled, CancellationToken stoppingToken)
    {
        while (true)
        {
            foreach (var lane in polled)
            {
                while (outage.Ongoing)
                    await Task.Delay(s_shortPoll, time, stoppingToken);
                await FetchAsync(lane, stoppingToken);
            }
        }
    }

    /// <summary>Fetches from a lane as much as there are free slots, of which it waits for one.</summary>
    private async Task FetchAsync(PolledLane lane, CancellationToken stoppingToken)
    {
        await _slots.WaitAsync(stoppingToken);
        var slots = 1;
        try
        {
            // A store may have gone down while all slots were taken.
            if (outage.Ongoing)
                return;
            while (slots < LargestFetch && _slots.Wait(0, CancellationToken.None))
                slots++;
            var received = await outage.RideOutAsync(
                token => lane.Queue.ReceiveAsync(slots, WaitFor(lane.Queue), options.Visibility, token), stoppingToken);
            foreach (var item in received)
            {
                Hold(new HeldItem(lane, item));
                slots--;
            }

            window.NoteBacklogAge(
                lane.Queue.Lane, received.Count == 0 ? TimeSpan.Zero : time.GetUtcNow() - received.Max(item => item.Item.EnqueuedAt));
        }
        finally
        {
            if (slots > 0)
                _slots.Release(slots);
        }
    }

    /// <summary>Only the live lane is waited for, and not long where another lane may have work.</summary>
    private TimeSpan WaitFor(IWorkQueue lane) =>
        lane.Lane != WorkLane.Live ? TimeSpan.Zero : lanes.Count == 1 ? options.PollWait : s_shortPoll;

    private void Hold(HeldItem held)
    {
        // Registered before it can end, so that its end finds it.
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        held.Lane.Heartbeat.Hold(held.Received);
        _held[held] = RunAsync(held, start.Task);
        start.SetResult();
    }

    private async Task RunAsync(HeldItem held, Task start)
    {
        await start;
        try
        {
            await processor.ProcessAsync(held.Received, _giveBack.Token);
            await outage.RideOutAsync(token => held.Lane.Queue.DeleteAsync([held.Received], token), _giveBack.Token);
        }
        catch (OperationCanceledException) when (_giveBack.IsCancellationRequested)
        {
            await ReleaseAsync(held);
        }
        catch (Exception exception)
        {
            // A defect of the worker, not of the data. The hold runs out by itself: an item given back at once would use up
            // its deliveries within seconds.
            LogItemFailed(exception, held.Received.Item.Chunk.ToString());
        }
        finally
        {
            held.Lane.Heartbeat.LetGo(held.Received);
            _held.TryRemove(held, out _);
            _slots.Release();
        }
    }

    private async Task ReleaseAsync(HeldItem held)
    {
        // First, so that no beat hides it again.
        held.Lane.Heartbeat.LetGo(held.Received);
        try
        {
            await held.Lane.Queue.ReleaseAsync([held.Received], CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Its visibility runs out by itself.
            LogNotReleased(held.Received.Item.Chunk.ToString(), exception.Message);
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            await Task.WhenAll(_held.Values).WaitAsync(options.DrainTime, time);
        }
        catch (TimeoutException)
        {
            LogDrainEnded(_held.Count);
        }

        await _giveBack.CancelAsync();
        await Task.WhenAll(_held.Values);
    }

    private void LogNotExtended(Exception exception) => LogNotExtended(exception.Message);

    [LoggerMessage(3401, LogLevel.Error, "Work on chunk {Chunk} failed; the queue delivers it again later.")]
    private partial void LogItemFailed(Exception exception, string chunk);

    [LoggerMessage(3402, LogLevel.Warning, "Chunk {Chunk} could not be given back: {Reason}")]
    private partial void LogNotReleased(string chunk, string reason);

    [LoggerMessage(3403, LogLevel.Warning, "The drain time is over; {Items} items go back to the queue.")]
    private partial void LogDrainEnded(int items);

    [LoggerMessage(3404, LogLevel.Warning, "The hold on the items at work could not be extended: {Reason}")]
    private partial void LogNotExtended(string reason);
}
