using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Keys;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Import;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests;

/// <summary>Everything that workers share, in memory, with the drawn town as base map.</summary>
internal sealed class TestPlatform
{
    private int _chunks;

    private TestPlatform(TimeProvider time)
    {
        Time = time;
        Start = time.GetUtcNow().AddHours(-1);
        Chunks = new InMemoryChunkStore(time);
        Ledger = new InMemoryChunkLedger(time);
        Queue = new InMemoryWorkQueue(WorkLane.Live, time);
        Map = new InMemoryPublishedMap(time);
        Keys = new EpochKeyRing(
            new InMemoryEpochKeyStore(), new EpochKeyOptions { Seed = Convert.ToBase64String(new byte[EpochKeyRing.KeyBytes]) }, time);
    }

    public TimeProvider Time { get; }

    /// <summary>An hour before the platform was made.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>What goes wrong between workers and ports.</summary>
    public Faults Faults { get; } = new();

    public InMemoryChunkStore Chunks { get; }

    public InMemoryChunkLedger Ledger { get; }

    public InMemoryWorkQueue Queue { get; }

    public InMemoryDeadLetterQueue DeadLetters { get; } = new();

    public InMemoryEvidenceStore Evidence { get; } = new();

    public InMemoryPublishedMap Map { get; }

    public InMemoryBaseMapStore BaseMaps { get; } = new();

    public InMemoryLeaseStore Leases { get; } = new();

    public EpochKeyRing Keys { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<TestPlatform> CreateAsync(TimeProvider time)
    {
        var platform = new TestPlatform(time);
        await platform.Keys.RefreshAsync(Cancelled);
        await new BaseMapImport(platform.BaseMaps, platform.Map, platform.Evidence, new InMemoryLeaseStore(), FusionOptions.Default, time).RunAsync(
            ImportedRoads.Of(DrawnTown.Map.Segments()), BaseMapOrigin.OpenStreetMap("drawn"), null, Cancelled);
        return platform;
    }

    /// <summary>Stores a chunk and opens its books; returns the work item, not yet sent.</summary>
    public async Task<WorkItem> StoreAsync(IReadOnlyList<VehicleMessage> messages, TimeSpan age = default)
    {
        var created = DateTimeOffset.FromUnixTimeMilliseconds((Time.GetUtcNow() - age).ToUnixTimeMilliseconds());
        var chunk = new ChunkId(new Hash128(1, (ulong)Interlocked.Increment(ref _chunks)), created);
        await Chunks.PutAsync(chunk, ChunkCodec.Encode(new ChunkHeader(chunk, 1, 1), messages), Cancelled);
        var item = new WorkItem(
            chunk, 1, 1, messages.Count, messages.Sum(message => message.CountedFrames), Time.GetUtcNow());
        await Ledger.OpenAsync(
            new ChunkEntry(
                item, WorkLane.Live,
                [.. messages.Select(message => new MessageEntry(message.Frames.Length, 0, MessageOutcome.InFlight, null))],
                default, null),
            Cancelled);
        return item;
    }

    /// <summary>Stores a chunk and sends its work item.</summary>
    public async Task<WorkItem> SendAsync(IReadOnlyList<VehicleMessage> messages)
    {
        var item = await StoreAsync(messages);
        await Queue.SendAsync(item, Cancelled);
        return item;
    }

    /// <summary>The canonical map, line by line.</summary>
    public async Task<List<string>> CanonicalAsync() => await Map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled);

    /// <summary>The outcomes that the books hold of a chunk.</summary>
    public async Task<MessageOutcome[]> OutcomesAsync(WorkItem item) =>
        [.. (await Ledger.FindAsync(item.Chunk, Cancelled))!.Messages.Select(line => line.Outcome)];

    /// <summary>All letters, as chunk, index and reason.</summary>
    public async Task<IReadOnlyList<DeadLetter>> LettersAsync() => await DeadLetters.PeekAsync(10, Cancelled);

    public async Task AssertBooksBalanceAsync()
    {
        var sums = await Ledger.SumAsync(Cancelled);
        Assert.True(sums.Frames.Balance);
        Assert.True(sums.Messages.Balance);
        Assert.Equal(0, sums.Messages.InFlight);
    }
}
