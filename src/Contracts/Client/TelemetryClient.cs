using Google.Protobuf;
using Telemetry.Contracts.V1;

namespace Telemetry.Contracts.Client;

/// <summary>
/// Sends messages to the receiver: stored in an outbox first, posted in batches, and posted again with the same bytes
/// until the receiver answers. A message may thus arrive twice; the platform counts it once. What the receiver refuses is
/// reported by <see cref="Delivered"/>. Safe for use from several threads.
/// </summary>
public sealed class TelemetryClient : IAsyncDisposable
{
    private readonly IOutbox _outbox;
    private readonly TelemetryClientOptions _options;
    private readonly TimeProvider _time;
    private readonly BatchPoster _poster;
    private readonly RetrySchedule _retries;
    private readonly ReceiverGate _gate;
    private readonly Signal _changed = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandoning = new();
    private readonly List<Task> _senders = [];
    private int _flushes;
    private int _disposed;
    private volatile bool _paused;

    /// <param name="http">Its base address is the receiver's, with a trailing slash. Stays the caller's.</param>
    /// <param name="outbox">Where messages wait. Stays the caller's.</param>
    /// <param name="options">How to send.</param>
    /// <param name="time">Times the waits.</param>
    /// <param name="random">Uniform in [0, 1), for the jitter; may be called from several threads.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public TelemetryClient(
        HttpClient http, IOutbox outbox, TelemetryClientOptions options, TimeProvider time, Func<double>? random = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        _outbox = outbox;
        _options = options;
        _time = time;
        _gate = new ReceiverGate(time);
        _poster = new BatchPoster(http, options, time);
        _retries = new RetrySchedule(options, time, random ?? Random.Shared.NextDouble);
    }

    /// <summary>Raised after every attempt, from a sender's thread; must return soon and not throw.</summary>
    public event Action<Delivery>? Delivered;

    /// <summary>Messages that are not with the receiver yet.</summary>
    public int Pending => _outbox.Count;

    /// <summary>True after the token was refused, until <see cref="Resume"/>.</summary>
    public bool IsPaused => _paused;

    /// <summary>Begins to send. Further calls do nothing.</summary>
    public void Start()
    {
        lock (_senders)
        {
            if (_senders.Count > 0 || _stopping.IsCancellationRequested)
                return;
            for (var i = 0; i < _options.MaxConcurrentPosts; i++)
                _senders.Add(Task.Run(SendAsync));
        }
    }

    /// <summary>Stores a message for sending; false where the outbox is full.</summary>
    public async ValueTask<bool> TryEnqueueAsync(FrameMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!await _outbox.TryAddAsync(message.ToByteArray(), cancellation).ConfigureAwait(false))
            return false;
        _changed.Set();
        return true;
    }

    /// <summary>Stores a message for sending; waits while the outbox is full.</summary>
    public async ValueTask EnqueueAsync(FrameMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = message.ToByteArray();
        while (true)
        {
            var changed = _changed.Next;
            if (await _outbox.TryAddAsync(body, cancellation).ConfigureAwait(false))
                break;
            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }

        _changed.Set();
    }

    /// <summary>
    /// Waits until nothing is left to send. False where sending ended before that: the token was refused, or the client
    /// was stopped.
    /// </summary>
    public async Task<bool> FlushAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _flushes);
        // Wakes senders that wait for a fuller batch.
        _changed.Set();
        try
        {
            while (true)
            {
                var changed = _changed.Next;
                if (_outbox.Count == 0)
                    return true;
                if (_paused || _stopping.IsCancellationRequested)
                    return false;
                await changed.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _flushes);
        }
    }

    /// <summary>Sends again after the token was refused.</summary>
    public void Resume()
    {
        _paused = false;
        _changed.Set();
    }

    /// <summary>
    /// Stops: posts under way are finished, nothing new is begun; what is left stays in the outbox. When cancelled, the
    /// posts under way are abandoned: they may or may not have arrived.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _changed.Set();
        await using var abandon = cancellation.Register(_abandoning.Cancel).ConfigureAwait(false);
        Task[] senders;
        lock (_senders)
            senders = [.. _senders];
        await Task.WhenAll(senders).ConfigureAwait(false);
    }

    /// <summary>Abandons what is under way and stops. The client is of no use afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _abandoning.CancelAsync().ConfigureAwait(false);
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _stopping.Dispose();
        _abandoning.Dispose();
    }

    private async Task SendAsync()
    {
        var failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await SendBatchAsync().ConfigureAwait(false);
                failures = 0;
            }
            catch (OperationCanceledException)
            {
                // Stopping: what is left stays in the outbox.
            }
            catch (IOException)
            {
                // The outbox's disk: its messages stay where they are, so another try is all there is to do.
                await DelayAsync(_retries.DelayAfter(++failures, null)).ConfigureAwait(false);
            }
        }
    }

    private async Task SendBatchAsync()
    {
        var batch = await NextBatchAsync().ConfigureAwait(false);
        var settled = false;
        try
        {
            var outcome = await PostUntilAnsweredAsync(batch).ConfigureAwait(false);
            if (outcome == DeliveryOutcome.CredentialsRefused)
                return;
            await _outbox.RemoveAsync(batch, CancellationToken.None).ConfigureAwait(false);
            settled = true;
        }
        finally
        {
            if (!settled)
                _outbox.Release(batch);
            _changed.Set();
        }
    }

    private async Task<IReadOnlyList<OutboxEntry>> NextBatchAsync()
    {
        while (true)
        {
            var changed = _changed.Next;
            if (!_paused && _outbox.Count > 0)
            {
                await LingerAsync().ConfigureAwait(false);
                var batch = await _outbox
                    .LeaseAsync(_options.MaxBatchMessages, _options.MaxBatchBytes, _stopping.Token).ConfigureAwait(false);
                if (batch.Count > 0)
                    return batch;
            }

            await changed.WaitAsync(_stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task LingerAsync()
    {
        if (_options.Linger == TimeSpan.Zero)
            return;
        var over = Task.Delay(_options.Linger, _time, _stopping.Token);
        while (!over.IsCompleted)
        {
            var changed = _changed.Next;
            if (Volatile.Read(ref _flushes) > 0 || _outbox.Count >= _options.MaxBatchMessages)
                return;
            await Task.WhenAny(over, changed).ConfigureAwait(false);
        }
    }

    private async Task<DeliveryOutcome> PostUntilAnsweredAsync(IReadOnlyList<OutboxEntry> batch)
    {
        var body = BatchContent.Compress(batch);
        for (var attempt = 1; ; attempt++)
        {
            await _gate.WaitAsync(_stopping.Token).ConfigureAwait(false);
            var answer = await _poster.PostAsync(body, _abandoning.Token).ConfigureAwait(false);
            TimeSpan? wait = answer.Outcome == DeliveryOutcome.RetryScheduled
                ? _retries.DelayAfter(attempt, answer.RetryAfter)
                : null;
            if (answer.Outcome == DeliveryOutcome.CredentialsRefused)
                _paused = true;
            else if (wait is { } closed && answer.RetryAfter is not null)
                _gate.CloseFor(closed);
            Delivered?.Invoke(new Delivery
            {
                Outcome = answer.Outcome,
                Entries = batch,
                Attempt = attempt,
                StatusCode = answer.StatusCode,
                Receipt = answer.Receipt,
                Problem = answer.Problem,
                RetryAfter = wait,
            });
            if (wait is not { } delay)
                return answer.Outcome;
            await Task.Delay(delay, _time, _stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task DelayAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _time, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping; the caller looks.
        }
    }
}
