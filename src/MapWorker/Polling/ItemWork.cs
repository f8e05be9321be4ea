using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Processing;

namespace Telemetry.MapWorker.Polling;

/// <summary>
/// Works on what was received: holds it, processes it, deletes it. When the worker stops, finishes what is held within the drain time
/// and gives the rest back. Safe for use by many threads.
/// </summary>
internal sealed partial class ItemWork(
    ChunkProcessor processor, FrameThrottle throttle, HeldItems held, Outage outage, MapWorkerOptions options, TimeProvider time,
    ILogger<ItemWork> logger) : IDisposable
{
    private readonly CancellationTokenSource _giveBack = new();

    /// <summary>True where items are received one by one, each when the one before has begun.</summary>
    public bool IsLimited => throttle.IsLimited;

    /// <summary>Begins to work on an item; its slot is released when that has ended.</summary>
    public HeldItem Hold(PolledLane lane, ReceivedWorkItem received)
    {
        var item = new HeldItem(lane, received);

        // Registered before it can end, so that its end finds it.
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lane.Heartbeat.Hold(received);
        held.Add(item, RunAsync(item, start.Task));
        start.SetResult();
        return item;
    }

    /// <summary>Waits for all of it, at most for the drain time; gives the rest back.</summary>
    public async Task DrainAsync()
    {
        try
        {
            await Task.WhenAll(held.Work).WaitAsync(options.DrainTime, time);
        }
        catch (TimeoutException)
        {
            LogDrainEnded(held.Count);
        }

        await _giveBack.CancelAsync();
        await Task.WhenAll(held.Work);
    }

    /// <inheritdoc/>
    public void Dispose() => _giveBack.Dispose();

    private async Task RunAsync(HeldItem item, Task start)
    {
        await start;
        try
        {
            await throttle.PassAsync(item.Lane.Lane, item.Item.Frames, _giveBack.Token);
            item.Begun.TrySetResult();
            await processor.ProcessAsync(item.Received, _giveBack.Token);
            await outage.RideOutAsync(token => item.Lane.Queue.DeleteAsync([item.Received], token), _giveBack.Token);
        }
        catch (OperationCanceledException) when (_giveBack.IsCancellationRequested)
        {
            await ReleaseAsync(item);
        }
        catch (Exception exception)
        {
            // A defect of the worker, not of the data. The hold runs out by itself: an item given back at once would use up
            // its deliveries within seconds.
            LogItemFailed(exception, item.Item.Chunk.ToString());
        }
        finally
        {
            item.Begun.TrySetResult();
            item.Lane.Heartbeat.LetGo(item.Received);
            held.Remove(item);
            item.Lane.Slots.Release();
        }
    }

    private async Task ReleaseAsync(HeldItem item)
    {
        // First, so that no beat hides it again.
        item.Lane.Heartbeat.LetGo(item.Received);
        try
        {
            await item.Lane.Queue.ReleaseAsync([item.Received], CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Its visibility runs out by itself.
            LogNotReleased(item.Item.Chunk.ToString(), exception.Message);
        }
    }

    [LoggerMessage(3401, LogLevel.Error, "Work on chunk {Chunk} failed; the queue delivers it again later.")]
    private partial void LogItemFailed(Exception exception, string chunk);

    [LoggerMessage(3402, LogLevel.Warning, "Chunk {Chunk} could not be given back: {Reason}")]
    private partial void LogNotReleased(string chunk, string reason);

    [LoggerMessage(3403, LogLevel.Warning, "The drain time is over; {Items} items go back to the queue.")]
    private partial void LogDrainEnded(int items);
}
