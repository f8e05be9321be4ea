namespace Telemetry.ChunkBuffer.Queue;

/// <summary>
/// Sends texts that are waiting at the same time together, up to ten at once; one that finds nobody sending goes at once.
/// Safe for use by many threads.
/// </summary>
/// <param name="send">Sends 1 to 10 texts; gives each one's error, null where it was sent.</param>
internal sealed class SendCoalescer(Func<IReadOnlyList<string>, Task<IReadOnlyList<Exception?>>> send)
{
    private const int MostAtOnce = 4;

    private readonly Lock _gate = new();
    private readonly Queue<(string Text, TaskCompletionSource Sent)> _waiting = new();
    private int _senders;

    /// <summary>Completes when the text was sent; cancelling ends the wait only.</summary>
    public Task SendAsync(string text, CancellationToken cancellationToken)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue((text, sent));
            if (_senders >= MostAtOnce)
                return sent.Task.WaitAsync(cancellationToken);
            _senders++;
        }

        // Runs on past this call: it reports to everybody whose text it sends.
        _ = SendWaitingAsync();
        return sent.Task.WaitAsync(cancellationToken);
    }

    private async Task SendWaitingAsync()
    {
        while (true)
        {
            var batch = new List<(string Text, TaskCompletionSource Sent)>();
            lock (_gate)
            {
                while (batch.Count < QueueLimits.MostPerCall && _waiting.TryDequeue(out var next))
                    batch.Add(next);
                if (batch.Count == 0)
                {
                    _senders--;
                    return;
                }
            }

            await SendBatchAsync(batch);
        }
    }

    private async Task SendBatchAsync(List<(string Text, TaskCompletionSource Sent)> batch)
    {
        try
        {
            var errors = await send(batch.ConvertAll(b => b.Text));
            for (var i = 0; i < batch.Count; i++)
            {
                if (errors[i] is { } error)
                    Fail(batch[i].Sent, error);
                else
                    batch[i].Sent.SetResult();
            }
        }
        catch (Exception e)
        {
            foreach (var (_, sent) in batch)
                Fail(sent, e);
        }
    }

    private static void Fail(TaskCompletionSource sent, Exception error)
    {
        sent.SetException(error);
        // A sender that left no longer looks at its error.
        _ = sent.Task.Exception;
    }
}
