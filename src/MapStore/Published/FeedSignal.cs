namespace Telemetry.MapStore.Published;

/// <summary>Wakes those who wait for the feed to grow. Safe for use by many threads.</summary>
internal sealed class FeedSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _grown = New();
    private long _newest;

    /// <summary>Notes the newest version; an older one is passed over.</summary>
    public void Advance(long newest)
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            if (newest <= _newest)
                return;
            _newest = newest;
            grown = _grown;
            _grown = New();
        }

        grown.SetResult();
    }

    /// <summary>Returns once the newest version is above <paramref name="since"/>, or after <paramref name="wait"/>.</summary>
    public async Task WaitAsync(long since, TimeSpan wait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = time.GetTimestamp();
        while (true)
        {
            Task grown;
            lock (_gate)
            {
                if (_newest > since)
                    return;
                grown = _grown.Task;
            }

            var left = wait - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return;
            try
            {
                await grown.WaitAsync(left, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return;
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
