using System.Collections.Concurrent;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.ChunkBuffer.Tests.Chunks;
using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;
using Telemetry.TestKit;

namespace Telemetry.ChunkBuffer.Tests.Commit;

/// <summary>A group commit over in-memory backends whose chunk store can be told to fail or to hold back.</summary>
internal sealed class CommitRig : IChunkStore, IAsyncDisposable
{
    private readonly InMemoryChunkStore _chunks;
    private readonly ConcurrentQueue<Func<Task>> _faults = new();

    public CommitRig(Action<GroupCommitOptions>? configure = null)
    {
        var options = new GroupCommitOptions();
        configure?.Invoke(options);
        _chunks = new InMemoryChunkStore(Time);
        Ledger = new InMemoryChunkLedger(Time);
        Live = new InMemoryWorkQueue(WorkLane.Live, Time);
        Bulk = new InMemoryWorkQueue(WorkLane.Bulk, Time);
        Commit = new GroupCommit(this, Ledger, [Live, Bulk], () => new ChunkVersions(4, 2), options, Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public InMemoryChunkLedger Ledger { get; }

    public InMemoryWorkQueue Live { get; }

    public InMemoryWorkQueue Bulk { get; }

    public GroupCommit Commit { get; }

    public static CellId Cell(int column) => new(31_000, column);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IReadOnlyList<VehicleMessage> Batch(int seed, int messages, int frames = 20)
    {
        var drive = new SimulatedDrive(seed);
        return [.. Enumerable.Range(0, messages).Select(_ => drive.Message(frames))];
    }

    /// <summary>The next chunk put runs this first.</summary>
    public void Next(Func<Task> fault) => _faults.Enqueue(fault);

    public void FailNext() => Next(() => throw new BackendUnavailableException("chunk store", new IOException("down")));

    public Task<CommittedBatch> Add(IReadOnlyList<VehicleMessage> batch, CellId? cell = null, WorkLane lane = WorkLane.Live) =>
        Commit.AddAsync(batch, cell ?? Cell(1), lane, default, Token);

    public void CloseWindow() => Time.Advance(TimeSpan.FromMilliseconds(250));

    public async Task<Chunk> ReadAsync(ChunkId id) => ChunkCodec.Decode((await _chunks.GetAsync(id, Token))!.Value);

    public async Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(IWorkQueue? queue = null) =>
        await (queue ?? Live).ReceiveAsync(10, TimeSpan.Zero, TimeSpan.FromSeconds(60), Token);

    public async Task PutAsync(ChunkId id, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        if (_faults.TryDequeue(out var fault))
            await fault().WaitAsync(cancellationToken);
        Assert.Null(await Ledger.FindAsync(id, cancellationToken));
        await _chunks.PutAsync(id, chunk, cancellationToken);
    }

    public Task<ReadOnlyMemory<byte>?> GetAsync(ChunkId id, CancellationToken cancellationToken) =>
        _chunks.GetAsync(id, cancellationToken);

    public ValueTask DisposeAsync() => Commit.DisposeAsync();
}
