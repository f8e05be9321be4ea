using System.Collections.Concurrent;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>
/// Keeps everything that is held hidden from other workers: every 6 s all of it is hidden for another 18 s. A beat that
/// fails is told and tried again every 1.5 s; where the queue is down for the rest of the 18 s, items may be delivered to another
/// worker, which changes nothing but the work done. Safe for use by many threads.
/// </summary>
public sealed class VisibilityHeartbeat : IAsyncDisposable
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1.5);

    private readonly IWorkQueue _queue;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _missed;
    private readonly TimeSpan _visibility;
    private readonly TimeSpan _interval;
    private readonly ConcurrentDictionary<string, ReceivedWorkItem> _held = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    /// <param name="queue">Where the items come from.</param>
    /// <param name="time">The clock of the beats.</param>
    /// <param name="missed">Told of every beat that failed, for a log; must not throw.</param>
    /// <param name="visibility">How long a beat hides an item; <see cref="Visibility"/> by default.</param>
    /// <param name="interval">The time between beats; <see cref="Interval"/> by default.</param>
    public VisibilityHeartbeat(
        IWorkQueue queue, TimeProvider time, Action<Exception> missed, TimeSpan? visibility = null, TimeSpan? interval = null)
    {
        _visibility = visibility ?? Visibility;
        _interval = interval ?? Interval;
        _queue = queue;
        _time = time;
        _missed = missed;
        _loop = Task.Run(BeatAsync);
    }

    /// <summary>How long an item is hidden by a beat, and by the receive that is to begin it, unless told otherwise: 18 s.</summary>
    /// <remarks>
    /// What a killed worker held comes back after it: soon enough for the map to be fresh again within half a minute. Most items are
    /// finished before their first beat, so that a short time costs next to nothing.
    /// </remarks>
    public static TimeSpan Visibility { get; } = TimeSpan.FromSeconds(18);

    /// <summary>The time between beats unless told otherwise: 6 s.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(6);

    /// <summary>How many items are held.</summary>
    public int Held => _held.Count;

    /// <summary>Begins to keep an item hidden; it was just received.</summary>
    public void Hold(ReceivedWorkItem item) => _held[item.Receipt] = item;

    /// <summary>Stops keeping an item hidden; before it is deleted or released. Letting go twice is allowed.</summary>
    public void LetGo(ReceivedWorkItem item) => _held.TryRemove(item.Receipt, out _);

    /// <summary>Stops the beats; what is still held comes back to the queue when its time runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            var beaten = true;
            while (true)
            {
                await Task.Delay(beaten || _interval < s_retry ? _interval : s_retry, _time, _stopping.Token);
                beaten = await TryExtendAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task<bool> TryExtendAsync(CancellationToken cancellationToken)
    {
        // A snapshot: an item let go meanwhile is extended at worst, which its deletion does not mind.
        var held = _held.Values.ToList();
        if (held.Count == 0)
            return true;
        try
        {
            await _queue.ExtendAsync(held, _visibility, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it was: without further beats everything held would be worked on twice.
            _missed(e);
            return false;
        }
    }
}
