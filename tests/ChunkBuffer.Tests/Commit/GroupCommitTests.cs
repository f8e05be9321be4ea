using Telemetry.ChunkBuffer.Commit;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.ChunkBuffer.Tests.Chunks;
using Telemetry.Contracts.Faults;

namespace Telemetry.ChunkBuffer.Tests.Commit;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task AddAsync_WindowCloses_IsDurableOpenedAndSent()
    {
        await using var rig = new CommitRig();
        var batch = CommitRig.Batch(1, 3);
        var added = rig.Add(batch);
        rig.Time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(added.IsCompleted);
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));

        var committed = await added;

        Assert.Equal((0, 3), (committed.FirstMessage, committed.Messages));
        var chunk = await rig.ReadAsync(committed.Chunk);
        Assert.Equal((committed.Chunk, 4L, 2), (chunk.Header.Id, chunk.Header.BaseMap, chunk.Header.Model));
        MessageEquality.AssertSame(batch[2], chunk.Messages[2]);
        var entry = await rig.Ledger.FindAsync(committed.Chunk, CommitRig.Token);
        Assert.Equal([20, 20, 20], entry!.Messages.Select(m => m.Frames));
        Assert.All(entry.Messages, m => Assert.Equal(MessageOutcome.InFlight, m.Outcome));
        var item = Assert.Single(await rig.ReceiveAsync()).Item;
        Assert.Equal(new WorkItem(committed.Chunk, 4, 2, 3, 60, committed.Chunk.CreatedAt), item);
        Assert.Equal(0, rig.Commit.BufferedBytes);
    }

    [Fact]
    public async Task AddAsync_QuietWindow_MixesNeighbourhoodsInOneChunk()
    {
        await using var rig = new CommitRig();
        var first = rig.Add(CommitRig.Batch(1, 2), CommitRig.Cell(1));
        var second = rig.Add(CommitRig.Batch(2, 1), CommitRig.Cell(900));
        rig.CloseWindow();
        var (a, b) = (await first, await second);
        Assert.Equal(a.Chunk, b.Chunk);
        Assert.Equal((0, 2), (a.FirstMessage, b.FirstMessage));
    }

    [Fact]
    public async Task AddAsync_ContextFrames_AreBookedButNotCounted()
    {
        await using var rig = new CommitRig();
        var added = rig.Add([CommitRig.Batch(1, 1)[0] with { ContextFrames = 5 }]);
        rig.CloseWindow();
        var entry = await rig.Ledger.FindAsync((await added).Chunk, CommitRig.Token);
        Assert.Equal(20, entry!.Messages[0].Frames);
        Assert.Equal(15, entry.Item.Frames);
    }

    [Fact]
    public async Task AddAsync_NeighbourhoodFillsAChunk_GoesBeforeTheWindowCloses()
    {
        await using var rig = new CommitRig(o => o.ChunkBytes = 4096);
        var other = rig.Add(CommitRig.Batch(1, 1), CommitRig.Cell(2));
        var full = rig.Add(CommitRig.Batch(2, 30), CommitRig.Cell(1));
        await full;
        Assert.False(other.IsCompleted);
        rig.CloseWindow();
        Assert.NotEqual((await full).Chunk, (await other).Chunk);
    }

    [Fact]
    public async Task AddAsync_Lanes_GoToTheirQueues()
    {
        await using var rig = new CommitRig();
        var live = rig.Add(CommitRig.Batch(1, 1));
        var bulk = rig.Add(CommitRig.Batch(2, 1), lane: WorkLane.Bulk);
        rig.CloseWindow();
        Assert.Equal((await live).Chunk, Assert.Single(await rig.ReceiveAsync()).Item.Chunk);
        Assert.Equal((await bulk).Chunk, Assert.Single(await rig.ReceiveAsync(rig.Bulk)).Item.Chunk);
        Assert.Equal(WorkLane.Bulk, (await rig.Ledger.FindAsync((await bulk).Chunk, CommitRig.Token))!.Lane);
    }

    [Fact]
    public async Task AddAsync_StoreFails_FailsOnlyThatChunksSenders()
    {
        await using var rig = new CommitRig();
        rig.FailNext();
        var lost = new[] { rig.Add(CommitRig.Batch(1, 1)), rig.Add(CommitRig.Batch(2, 1)) };
        rig.CloseWindow();
        foreach (var task in lost)
            Assert.Equal("chunk store", (await Assert.ThrowsAsync<BackendUnavailableException>(() => task)).Backend);

        var kept = rig.Add(CommitRig.Batch(3, 1));
        rig.CloseWindow();
        Assert.Equal(1, (await kept).Messages);
        Assert.Single(await rig.ReceiveAsync());
    }

    [Fact]
    public async Task AddAsync_StoreHangs_FailsAfterTheCommitTimeout()
    {
        await using var rig = new CommitRig();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Next(() =>
        {
            begun.SetResult();
            return new TaskCompletionSource().Task;
        });
        var added = rig.Add(CommitRig.Batch(1, 1));
        rig.CloseWindow();
        await begun.Task;
        rig.Time.Advance(TimeSpan.FromSeconds(15));
        await Assert.ThrowsAsync<BackendUnavailableException>(() => added);
    }

    [Fact]
    public async Task AddAsync_TooMuchWaits_IsRefusedUntilItIsGone()
    {
        await using var rig = new CommitRig(o => (o.ChunkBytes, o.WindowBytes, o.BufferedBytes) = (1 << 20, 1 << 20, 1 << 20));
        var waiting = rig.Add(CommitRig.Batch(1, 1, frames: 3600), CommitRig.Cell(1));
        var waits = rig.Commit.BufferedBytes;
        Assert.InRange(waits, 1, 1 << 20);
        var tooMuch = CommitRig.Batch(2, (int)((1 << 20) / waits) + 1, frames: 3600);
        await Assert.ThrowsAsync<BufferFullException>(() => rig.Add(tooMuch, CommitRig.Cell(2)));
        Assert.Equal(waits, rig.Commit.BufferedBytes);
        rig.CloseWindow();
        await waiting;
        Assert.Equal(0, rig.Commit.BufferedBytes);
        Assert.Equal(tooMuch.Count, (await rig.Add(tooMuch, CommitRig.Cell(2))).Messages);
    }

    [Fact]
    public async Task StopAsync_SomethingWaits_CommitsItAndTakesNothingMore()
    {
        await using var rig = new CommitRig();
        var added = rig.Add(CommitRig.Batch(1, 1));
        await rig.Commit.StopAsync(CommitRig.Token);
        Assert.Equal(1, (await added).Messages);
        await Assert.ThrowsAsync<BufferFullException>(() => rig.Add(CommitRig.Batch(2, 1)));
    }

    [Fact]
    public async Task StopAsync_DeadlinePasses_FailsWhatIsLeft()
    {
        await using var rig = new CommitRig();
        rig.Next(() => new TaskCompletionSource().Task);
        var added = rig.Add(CommitRig.Batch(1, 1));
        using var deadline = new CancellationTokenSource();
        var stopped = rig.Commit.StopAsync(deadline.Token);
        await deadline.CancelAsync();
        await stopped;
        await Assert.ThrowsAsync<BackendUnavailableException>(() => added);
    }

    [Fact]
    public async Task AddAsync_Refused_IsBookedWithTheChunk()
    {
        await using var rig = new CommitRig();
        var refused = new RefusedCounts(1, 20, 2, 40);
        var added = rig.Commit.AddAsync(CommitRig.Batch(1, 1), CommitRig.Cell(1), WorkLane.Live, refused, CommitRig.Token);
        rig.CloseWindow();
        Assert.Equal(refused, (await rig.Ledger.FindAsync((await added).Chunk, CommitRig.Token))!.Refused);
    }

    [Fact]
    public async Task AddRefused_Stop_BooksThem()
    {
        await using var rig = new CommitRig();
        rig.Commit.AddRefused(new RefusedCounts(1, 20, 0, 0));
        rig.Commit.AddRefused(new RefusedCounts(0, 0, 2, 40));
        await rig.Commit.StopAsync(CommitRig.Token);
        var sums = await rig.Ledger.SumAsync(CommitRig.Token);
        Assert.Equal(new Books(60, 0, 20, 40, 0, 0, 0, 0), sums.Frames);
        Assert.Equal(new Books(3, 0, 1, 2, 0, 0, 0, 0), sums.Messages);
    }

    [Fact]
    public async Task AddRefused_ASecondPasses_BooksThem()
    {
        await using var rig = new CommitRig();
        await rig.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1), CommitRig.Token);
        rig.Commit.AddRefused(new RefusedCounts(1, 20, 0, 0));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        // The next delay begins when the booking is done.
        await rig.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1), CommitRig.Token);
        Assert.Equal(20, (await rig.Ledger.SumAsync(CommitRig.Token)).Frames.Rejected);
    }

    [Theory]
    [InlineData(nameof(GroupCommitOptions.ChunkBytes))]
    [InlineData(nameof(GroupCommitOptions.Window))]
    [InlineData(nameof(GroupCommitOptions.ParallelCommits))]
    public void Validate_OutOfRange_NamesTheOption(string name)
    {
        var options = new GroupCommitOptions();
        var property = typeof(GroupCommitOptions).GetProperty(name)!;
        property.SetValue(options, Activator.CreateInstance(property.PropertyType));
        Assert.Contains(name, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
    }
}
