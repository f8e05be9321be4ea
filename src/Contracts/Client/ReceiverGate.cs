namespace Telemetry.Contracts.Client;

/// <summary>
/// Holds back every sender of a client while the receiver asked not to be called. Goes by the clock that no one sets. Safe
/// for use from several threads.
/// </summary>
internal sealed class ReceiverGate(TimeProvider time)
{
    private long _opensAt = time.GetTimestamp();

    /// <summary>Closes for a time; the latest opening counts.</summary>
    public void CloseFor(TimeSpan wait)
    {
        var opens = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        var known = Interlocked.Read(ref _opensAt);
        while (opens > known)
        {
            var before = Interlocked.CompareExchange(ref _opensAt, opens, known);
            if (before == known)
                return;
            known = before;
        }
    }

    /// <summary>Waits until it is open.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (time.GetElapsedTime(time.GetTimestamp(), Interlocked.Read(ref _opensAt)) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellation).ConfigureAwait(false);
    }
}
