using System.Security.Cryptography;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Identity;
using Telemetry.TestKit;

namespace Telemetry.Conformance.Tests.ChunkLedger;

/// <summary>What every chunk ledger does.</summary>
public abstract class ChunkLedgerConformance : IAsyncLifetime
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected ManualTimeProvider Time { get; } = new();

    protected IChunkLedger Ledger { get; private set; } = null!;

    protected abstract Task<IChunkLedger> OpenAsync();

    public async ValueTask InitializeAsync() => Ledger = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Find_Opened_GivesTheEntry()
    {
        var entry = Entry(10, 20, 30) with { Lane = WorkLane.Bulk, Refused = new RefusedCounts(1, 20, 3, 60) };
        await Ledger.OpenAsync(entry, Cancelled);
        AssertSame(entry, await Ledger.FindAsync(entry.Chunk, Cancelled));
    }

    [Fact]
    public async Task Find_NeverOpened_IsNull() => Assert.Null(await Ledger.FindAsync(Entry(1).Chunk, Cancelled));

    [Fact]
    public async Task Open_Again_ChangesNothing()
    {
        var entry = Entry(10, 20);
        await Ledger.OpenAsync(entry, Cancelled);
        Assert.True(await Ledger.TryCompleteAsync(entry.Chunk, Done(entry), Time.GetUtcNow(), Cancelled));
        await Ledger.OpenAsync(entry with { Messages = Entry(99).Messages }, Cancelled);
        var found = await Ledger.FindAsync(entry.Chunk, Cancelled);
        Assert.Equal(Done(entry), found!.Messages);
        Assert.Equal(30, (await Ledger.SumAsync(Cancelled)).Frames.Applied);
    }

    [Fact]
    public async Task TryComplete_Open_SetsTheOutcomesOnce()
    {
        var entry = Entry(10, 20, 30);
        await Ledger.OpenAsync(entry, Cancelled);
        MessageEntry[] outcomes =
        [
            new(10, 8, MessageOutcome.Applied, null), new(20, 0, MessageOutcome.Repeated, null),
            new(30, 0, MessageOutcome.DeadLettered, "poison: Straße \"x\""),
        ];
        var at = Time.GetUtcNow().AddSeconds(3);
        Assert.True(await Ledger.TryCompleteAsync(entry.Chunk, outcomes, at, Cancelled));
        Assert.False(await Ledger.TryCompleteAsync(entry.Chunk, Done(entry), at.AddSeconds(1), Cancelled));
        AssertSame(entry with { Messages = outcomes, CompletedAt = at }, await Ledger.FindAsync(entry.Chunk, Cancelled));
    }

    [Fact]
    public async Task TryComplete_ManyAtOnce_OneWins()
    {
        var entry = Entry(10);
        await Ledger.OpenAsync(entry, Cancelled);
        var won = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Ledger.TryCompleteAsync(
            entry.Chunk, [new(10, i, MessageOutcome.Applied, null)], Time.GetUtcNow().AddSeconds(i), Cancelled)));
        Assert.Single(won, w => w);
        Assert.Equal(
            Array.IndexOf(won, true), (await Ledger.FindAsync(entry.Chunk, Cancelled))!.Messages[0].Matched);
    }

    [Fact]
    public async Task TryComplete_NeverOpened_IsFalse()
    {
        var entry = Entry(10);
        Assert.False(await Ledger.TryCompleteAsync(entry.Chunk, Done(entry), Time.GetUtcNow(), Cancelled));
        Assert.Null(await Ledger.FindAsync(entry.Chunk, Cancelled));
    }

    [Fact]
    public async Task TryComplete_MessageInFlight_Throws()
    {
        var entry = Entry(10);
        await Ledger.OpenAsync(entry, Cancelled);
        await Assert.ThrowsAsync<ArgumentException>(
            () => Ledger.TryCompleteAsync(entry.Chunk, entry.Messages, Time.GetUtcNow(), Cancelled));
    }

    [Fact]
    public async Task Sum_Nothing_IsZero()
    {
        var zero = new Books(0, 0, 0, 0, 0, 0, 0, 0);
        Assert.Equal(new LedgerSums(zero, zero, null), await Ledger.SumAsync(Cancelled));
    }

    [Fact]
    public async Task Sum_Mixed_BalancesInBothUnits()
    {
        var older = Entry(1, 2);
        Time.Advance(TimeSpan.FromSeconds(5));
        var newer = Entry(4) with { Refused = new RefusedCounts(1, 100, 2, 200) };
        var done = Entry(8, 16, 32);
        foreach (var entry in new[] { older, newer, done })
            await Ledger.OpenAsync(entry, Cancelled);
        await Ledger.TryCompleteAsync(
            done.Chunk,
            [
                new(8, 8, MessageOutcome.Applied, null), new(16, 0, MessageOutcome.Repeated, null),
                new(32, 0, MessageOutcome.DeadLettered, "x"),
            ],
            Time.GetUtcNow(), Cancelled);
        await Ledger.AddRefusedAsync(Guid.NewGuid(), new RefusedCounts(10, 1_000, 20, 2_000), Time.GetUtcNow(), Cancelled);

        var sums = await Ledger.SumAsync(Cancelled);

        Assert.Equal(new Books(63 + 3_300, 63, 1_100, 2_200, 8, 16, 32, 7), sums.Frames);
        Assert.Equal(new Books(6 + 33, 6, 11, 22, 1, 1, 1, 3), sums.Messages);
        Assert.True(sums.Frames.Balance && sums.Messages.Balance);
        Assert.Equal(older.Item.EnqueuedAt, sums.OldestInFlight);
    }

    [Fact]
    public async Task AddRefused_SameIdAgain_CountsOnce()
    {
        var id = Guid.NewGuid();
        for (var i = 0; i < 2; i++)
            await Ledger.AddRefusedAsync(id, new RefusedCounts(1, 10, 0, 0), Time.GetUtcNow(), Cancelled);
        Assert.Equal(10, (await Ledger.SumAsync(Cancelled)).Frames.Rejected);
    }

    [Fact]
    public async Task FindInFlight_SomeOldSomeDone_GivesTheOldOpenOnes()
    {
        var old = Enumerable.Range(0, 20).Select(_ => Entry(1)).ToList();
        var done = Entry(2);
        Time.Advance(TimeSpan.FromMinutes(10));
        var limit = Time.GetUtcNow();
        var fresh = Entry(3);
        foreach (var entry in old.Append(done).Append(fresh))
            await Ledger.OpenAsync(entry, Cancelled);
        await Ledger.TryCompleteAsync(done.Chunk, Done(done), Time.GetUtcNow(), Cancelled);

        var found = await Ledger.FindInFlightAsync(limit, Cancelled).ToListAsync(Cancelled);

        Assert.Equal(old.Select(e => e.Chunk.Value).Order(), found.Select(e => e.Chunk.Value).Order());
        var expected = old.OrderBy(e => e.Chunk.Value).First();
        AssertSame(expected, found.MinBy(e => e.Chunk.Value));
        Assert.Empty(await Ledger.FindInFlightAsync(limit.AddHours(-1), Cancelled).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task AnyRead_AfterNineDays_FindsNothing()
    {
        var entry = Entry(10);
        await Ledger.OpenAsync(entry, Cancelled);
        await Ledger.AddRefusedAsync(Guid.NewGuid(), new RefusedCounts(1, 10, 0, 0), Time.GetUtcNow(), Cancelled);
        Time.Advance(TimeSpan.FromDays(9));
        Assert.NotNull(await Ledger.FindAsync(entry.Chunk, Cancelled));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Ledger.FindAsync(entry.Chunk, Cancelled));
        Assert.False(await Ledger.TryCompleteAsync(entry.Chunk, Done(entry), Time.GetUtcNow(), Cancelled));
        Assert.Equal(0, (await Ledger.SumAsync(Cancelled)).Frames.Received);
        Assert.Empty(await Ledger.FindInFlightAsync(Time.GetUtcNow(), Cancelled).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task Open_LargeChunks_AreSummedOverPages()
    {
        // Each entry's lines with their errors take up to 350 KB: the ledger is read in pages.
        var error = new string('e', 200);
        for (var i = 0; i < 6; i++)
        {
            var entry = Entry([.. Enumerable.Repeat(100, 1_500)]);
            await Ledger.OpenAsync(entry, Cancelled);
            Assert.True(await Ledger.TryCompleteAsync(
                entry.Chunk, [.. entry.Messages.Select(m => m with { Outcome = MessageOutcome.DeadLettered, Error = error })],
                Time.GetUtcNow(), Cancelled));
        }

        Assert.Equal(6 * 1_500 * 100, (await Ledger.SumAsync(Cancelled)).Frames.Dead);
    }

    protected ChunkEntry Entry(params int[] frames)
    {
        var now = Time.GetUtcNow();
        var chunk = new ChunkId(Hash128.ReadFrom(RandomNumberGenerator.GetBytes(16)), now);
        return new ChunkEntry(
            new WorkItem(chunk, 7, 2, frames.Length, frames.Sum(), now), WorkLane.Live,
            [.. frames.Select(f => new MessageEntry(f, 0, MessageOutcome.InFlight, null))], default, null);
    }

    private static MessageEntry[] Done(ChunkEntry entry) =>
        [.. entry.Messages.Select(m => m with { Matched = m.Frames, Outcome = MessageOutcome.Applied })];

    private static void AssertSame(ChunkEntry expected, ChunkEntry? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Messages, actual.Messages);
        Assert.Equal(expected with { Messages = [] }, actual with { Messages = [] });
    }
}
