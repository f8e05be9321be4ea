using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.Faults;

namespace Telemetry.Receiver.Tests.Hosting;

/// <summary>A chunk store that can be taken down or held up, and that remembers what it was given.</summary>
internal sealed class FaultyChunkStore(IChunkStore inner) : IChunkStore
{
    private readonly Lock _gate = new();
    private readonly List<ChunkId> _written = [];
    private TaskCompletionSource _open = Opened();
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public volatile bool Down;

    public IReadOnlyList<ChunkId> Written
    {
        get
        {
            lock (_gate)
                return [.. _written];
        }
    }

    /// <summary>Writes wait from now on; the task completes when the first one does.</summary>
    public Task HoldUp()
    {
        _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _arrived.Task;
    }

    public void LetGo() => _open.TrySetResult();

    public async Task PutAsync(ChunkId id, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        _arrived.TrySetResult();
        await _open.Task.WaitAsync(cancellationToken);
        ThrowIfDown();
        await inner.PutAsync(id, chunk, cancellationToken);
        lock (_gate)
            _written.Add(id);
    }

    public Task<ReadOnlyMemory<byte>?> GetAsync(ChunkId id, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        return inner.GetAsync(id, cancellationToken);
    }

    private void ThrowIfDown()
    {
        if (Down)
            throw new BackendUnavailableException("chunk store", new IOException("It is down."));
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
