using System.Collections.Concurrent;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Faults;
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
        var heartbeat = HeartbeatAsync(_giveBack.Token);
        try
        {
            await PollAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is held is finished below.
        }

        await DrainAsync();
        await _giveBack.CancelAsync();
        await heartbeat;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _giveBack.Dispose();
        _slots.Dispose();
        base.Dispose();
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            stoppingToken.ThrowIfCancellationRequested();
            if (outage.Ongoing)
            {
                await Task.Delay(s_shortPoll, time, stoppingToken);
                continue;
            }

            foreach (var lane in lanes)
                await FetchAsync(lane, stoppingToken);
        }
    }

    /// <summary>Fetches from a lane as much as there are free slots, of which it waits for one.</summary>
    private async Task FetchAsync(IWorkQueue lane, CancellationToken stoppingToken)
    {
        await _slots.WaitAsync(stoppingToken);
        var slots = 1;
        while (slots < LargestFetch && _slots.Wait(0, CancellationToken.None))
            slots++;
        try
        {
            var received = await outage.RideOutAsync(
                token => lane.ReceiveAsync(slots, WaitFor(lane), options.Visibility, token), stoppingToken);
            foreach (var item in received)
            {
                Hold(new HeldItem(lane, item));
                slots--;
            }

            NoteBacklogAge(lane, received);
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

    private void NoteBacklogAge(IWorkQueue lane, IReadOnlyList<ReceivedWorkItem> received)
    {
        if (received.Count > 0)
            window.NoteBacklogAge(time.GetUtcNow() - received.Max(item => item.Item.EnqueuedAt));
        else if (lane.Lane == WorkLane.Live)
            window.NoteBacklogAge(TimeSpan.Zero);
    }

    private void Hold(HeldItem held)
    {
        // Registered before it can end, so that its end finds it.
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held[held] = RunAsync(held, start.Task);
        start.SetResult();
    }

    private async Task RunAsync(HeldItem held, Task start)
    {
        await start;
        try
        {
            await processor.ProcessAsync(held.Received, _giveBack.Token);
            await outage.RideOutAsync(token => held.Lane.DeleteAsync([held.Received], token), _giveBack.Token);
        }
        catch (OperationCanceledException)
        {
            await ReleaseAsync(held);
        }
        catch (Exception exception)
        {
            // A defect of the worker, not of the data: the queue delivers the item again, to whoever can handle it.
            LogItemFailed(exception, held.Received.Item.Chunk.ToString());
            await ReleaseAsync(held);
        }
        finally
        {
            _held.TryRemove(held, out _);
            _slots.Release();
        }
    }

    private async Task ReleaseAsync(HeldItem held)
    {
        try
        {
            await held.Lane.ReleaseAsync([held.Received], CancellationToken.None);
        }
        catch (BackendUnavailableException exception)
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

    private async Task HeartbeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Heartbeat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var group in _held.Keys.GroupBy(held => held.Lane))
                {
                    try
                    {
                        await group.Key.ExtendAsync(
                            [.. group.Select(held => held.Received)], options.Visibility, cancellationToken);
                    }
                    catch (BackendUnavailableException exception)
                    {
                        // Should the hold lapse, another delivery repeats the work, which changes nothing.
                        LogNotExtended(exception.Message);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The worker has stopped.
        }
    }

    [LoggerMessage(3401, LogLevel.Error, "Work on chunk {Chunk} failed; it goes back to the queue.")]
    private partial void LogItemFailed(Exception exception, string chunk);

    [LoggerMessage(3402, LogLevel.Warning, "Chunk {Chunk} could not be given back: {Reason}")]
    private partial void LogNotReleased(string chunk, string reason);

    [LoggerMessage(3403, LogLevel.Warning, "The drain time is over; {Items} items go back to the queue.")]
    private partial void LogDrainEnded(int items);

    [LoggerMessage(3404, LogLevel.Warning, "The hold on the items at work could not be extended: {Reason}")]
    private partial void LogNotExtended(string reason);
}
