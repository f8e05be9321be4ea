using System.Threading.Channels;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Commit;

/// <summary>
/// Groups batches into chunks and tells their senders when they are durable. Batches of a lane gather in a window that
/// closes 250 ms after its first batch, or earlier when it is large; it is then cut into chunks by neighbourhood. A
/// neighbourhood that fills a chunk by itself goes at once. A batch goes whole into one chunk. Safe for use by many threads.
/// </summary>
public sealed class GroupCommit : IAsyncDisposable
{
    private readonly GroupCommitOptions _options;
    private readonly TimeProvider _time;
    private readonly ChunkCommitter _committer;
    private readonly RefusedBook _refused;
    private readonly Dictionary<WorkLane, CommitWindow> _windows;
    private readonly Channel<(WorkLane Lane, IReadOnlyList<PendingBatch> Batches)> _closed =
        Channel.CreateUnbounded<(WorkLane, IReadOnlyList<PendingBatch>)>();
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task[] _loops;
    private readonly Task _refusedLoop;
    private long _bufferedBytes;
    private int _stopped;
    private int _disposed;

    /// <param name="store">Where chunks go.</param>
    /// <param name="ledger">Where their entries are opened.</param>
    /// <param name="lanes">A work queue per lane.</param>
    /// <param name="versions">Asked when a chunk is closed.</param>
    /// <param name="options">Checked here.</param>
    /// <param name="time">The clock of windows and timeouts.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there is no queue, or two, for a lane.</exception>
    public GroupCommit(
        IChunkStore store, IChunkLedger ledger, IReadOnlyList<IWorkQueue> lanes, Func<ChunkVersions> versions,
        GroupCommitOptions options, TimeProvider time)
    {
        options.Validate();
        if (lanes.Count == 0 || lanes.DistinctBy(q => q.Lane).Count() != lanes.Count)
            throw new ArgumentException("There must be one work queue per lane.", nameof(lanes));
        _options = options;
        _time = time;
        _committer = new ChunkCommitter(store, ledger, lanes, versions, time);
        _refused = new RefusedBook(ledger, time);
        _windows = lanes.ToDictionary(q => q.Lane, q => new CommitWindow(options, time, b => Close(q.Lane, b)));
        _loops = [.. Enumerable.Range(0, options.ParallelCommits).Select(_ => Task.Run(CommitLoopAsync))];
        _refusedLoop = Task.Run(RefusedLoopAsync);
    }

    /// <summary>Encoded bytes that wait or are on their way.</summary>
    public long BufferedBytes => Interlocked.Read(ref _bufferedBytes);

    /// <summary>As the other, of messages that are to be encoded.</summary>
    /// <inheritdoc cref="AddAsync(IReadOnlyList{EncodedMessage}, CellId, WorkLane, RefusedCounts, CancellationToken)"/>
    public Task<CommittedBatch> AddAsync(
        IReadOnlyList<VehicleMessage> messages, CellId neighbourhood, WorkLane lane, RefusedCounts refused,
        CancellationToken cancellationToken) =>
        AddAsync([.. messages.Select(ChunkCodec.EncodeMessage)], neighbourhood, lane, refused, cancellationToken);

    /// <summary>
    /// Takes a batch in. The task completes when its chunk is durable, its ledger entry opened and its work item sent.
    /// Cancelling ends the wait, not the commit.
    /// </summary>
    /// <param name="messages">At least one. Encoded by whoever brings them: closing a chunk only copies, and what waits is counted exactly.</param>
    /// <param name="neighbourhood">The cell to group by: that of the first message's first frame.</param>
    /// <param name="lane">Which lane its work item goes to.</param>
    /// <param name="refused">What was refused of the same post; booked with the chunk, and not at all where it fails.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BufferFullException">Too much waits already, or this is stopping.</exception>
    /// <exception cref="BackendUnavailableException">The chunk could not be made durable, or not in time.</exception>
    /// <exception cref="ArgumentException">There is no message, or the lane has no queue.</exception>
    public Task<CommittedBatch> AddAsync(
        IReadOnlyList<EncodedMessage> messages, CellId neighbourhood, WorkLane lane, RefusedCounts refused,
        CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
            throw new ArgumentException("A batch holds at least one message.", nameof(messages));
        if (!_windows.TryGetValue(lane, out var window))
            throw new ArgumentException("The lane has no work queue.", nameof(lane));
        if (BufferedBytes >= _options.BufferedBytes)
            throw Full();

        var batch = new PendingBatch(messages, neighbourhood, refused);
        var buffered = Interlocked.Add(ref _bufferedBytes, batch.Bytes);
        // A batch larger than the whole buffer still gets through an empty one.
        if (buffered > _options.BufferedBytes && buffered != batch.Bytes)
        {
            Interlocked.Add(ref _bufferedBytes, -batch.Bytes);
            throw Full();
        }

        if (!window.TryAdd(batch))
        {
            Interlocked.Add(ref _bufferedBytes, -batch.Bytes);
            throw new BufferFullException("The buffer is closed: the receiver stops.");
        }

        return batch.Completion.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Counts refusals of posts of which nothing was accepted; booked within about a second.</summary>
    public void AddRefused(RefusedCounts refused) => _refused.Add(refused);

    /// <summary>
    /// Takes nothing more in, commits what waits and books what was refused. Where <paramref name="deadline"/> is cancelled
    /// first, what is left fails as unavailable.
    /// </summary>
    /// <param name="deadline">Ends the drain.</param>
    public async Task StopAsync(CancellationToken deadline)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            foreach (var window in _windows.Values)
                window.Stop();
            _closed.Writer.Complete();
            await _stopping.CancelAsync();
        }

        var registration = deadline.Register(_abort.Cancel);
        await using (registration)
        {
            await Task.WhenAll(_loops);
            await _refusedLoop;
            if (!deadline.IsCancellationRequested)
                await BookRefusedAsync();
        }
    }

    /// <summary>Stops within the commit timeout.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        using var deadline = new CancellationTokenSource(_options.CommitTimeout, _time);
        await StopAsync(deadline.Token);
        _abort.Dispose();
        _stopping.Dispose();
    }

    private BufferFullException Full() =>
        new($"More than {_options.BufferedBytes} bytes wait to become durable.");

    private void Close(WorkLane lane, IReadOnlyList<PendingBatch> batches)
    {
        foreach (var chunk in ChunkCutter.Cut(batches, _options.ChunkBytes))
            _closed.Writer.TryWrite((lane, chunk));
    }

    private async Task CommitLoopAsync()
    {
        await foreach (var (lane, batches) in _closed.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await CommitAsync(lane, batches);
            }
            finally
            {
                Interlocked.Add(ref _bufferedBytes, -batches.Sum(b => b.Bytes));
            }
        }
    }

    private async Task CommitAsync(WorkLane lane, IReadOnlyList<PendingBatch> batches)
    {
        using var timeout = new CancellationTokenSource(_options.CommitTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _abort.Token);
        try
        {
            var chunk = await _committer.CommitAsync(batches, lane, either.Token);
            var first = 0;
            foreach (var batch in batches)
            {
                batch.Completion.TrySetResult(new CommittedBatch(chunk, first, batch.Messages.Count));
                first += batch.Messages.Count;
            }
        }
        catch (Exception e)
        {
            // Whatever it was reaches every sender of this chunk and nobody else; the loop goes on.
            var fault = e is OperationCanceledException ? new BackendUnavailableException("chunk buffer", e) : e;
            foreach (var batch in batches)
            {
                batch.Completion.TrySetException(fault);
                // A sender that left no longer looks at its fault.
                _ = batch.Completion.Task.Exception;
            }
        }
    }

    private async Task RefusedLoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_options.RefusedDelay, _time, _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await BookRefusedAsync();
        }
    }

    private async Task BookRefusedAsync()
    {
        using var timeout = new CancellationTokenSource(_options.CommitTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _abort.Token);
        try
        {
            await _refused.TryBookAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Stays in hand for the next round.
        }
    }
}
