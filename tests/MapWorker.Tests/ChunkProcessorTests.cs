using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Faults;

namespace Telemetry.MapWorker.Tests;

public sealed class ChunkProcessorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_NewChunk_IsAppliedAndBooked()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var before = await platform.CanonicalAsync();
        var messages = DrawnTown.Messages(5, platform.Start);
        var item = await platform.StoreAsync(messages);

        await worker.ProcessAsync(item);

        var entry = await platform.Ledger.FindAsync(item.Chunk, Cancelled);
        Assert.All(entry!.Messages, line => Assert.Equal(MessageOutcome.Applied, line.Outcome));
        Assert.Equal(messages.Select(message => message.Frames.Length), entry.Messages.Select(line => line.Frames));
        Assert.All(entry.Messages, line => Assert.InRange(line.Matched, line.Frames - 3, line.Frames));
        Assert.NotNull(entry.CompletedAt);
        var learned = (await platform.CanonicalAsync()).Except(before).ToList();
        Assert.Contains(learned, feature => feature.Contains("\"learned\"", StringComparison.Ordinal));
        Assert.Empty(await platform.LettersAsync());
        await platform.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Process_MessagesResentInAnotherChunk_AreRepeatedAndChangeNothing()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var messages = DrawnTown.Messages(4, platform.Start);
        await worker.ProcessAsync(await platform.StoreAsync(messages));
        var map = await platform.CanonicalAsync();
        var version = await platform.Map.FindNewestVersionAsync(Cancelled);
        var again = await platform.StoreAsync([messages[2], DrawnTown.Message(50, 0, platform.Start), messages[0]]);

        await worker.ProcessAsync(again);

        Assert.Equal(
            [MessageOutcome.Repeated, MessageOutcome.Applied, MessageOutcome.Repeated], await platform.OutcomesAsync(again));
        var repeated = await platform.StoreAsync(messages);
        map = await platform.CanonicalAsync();
        version = await platform.Map.FindNewestVersionAsync(Cancelled);
        await worker.ProcessAsync(repeated);
        Assert.All(await platform.OutcomesAsync(repeated), outcome => Assert.Equal(MessageOutcome.Repeated, outcome));
        Assert.Equal(map, await platform.CanonicalAsync());
        Assert.Equal(version, await platform.Map.FindNewestVersionAsync(Cancelled));
    }

    [Fact]
    public async Task Process_PoisonedMessage_IsQuarantinedAlone()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var messages = DrawnTown.Messages(4, platform.Start).ToList();
        messages.Insert(1, DrawnTown.Poisoned(DrawnTown.Message(9, 0, platform.Start)));
        var item = await platform.StoreAsync(messages);

        await worker.ProcessAsync(item);

        var letter = Assert.Single(await platform.LettersAsync());
        Assert.Equal((item.Chunk, 1, "poison"), (letter.Chunk, letter.Message, letter.Reason));
        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => i == 1 ? MessageOutcome.DeadLettered : MessageOutcome.Applied),
            await platform.OutcomesAsync(item));
        await platform.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Process_HarmedMessage_IsQuarantinedAloneAndItsFramesStayInTheBooks()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var messages = DrawnTown.Messages(4, platform.Start);
        var item = await platform.StoreAsync(messages);
        await HarmAsync(platform, item, bytes => bytes[^1] ^= 1);

        await worker.ProcessAsync(item);

        var letter = Assert.Single(await platform.LettersAsync());
        Assert.Equal((item.Chunk, 3, "corrupt"), (letter.Chunk, letter.Message, letter.Reason));
        var lines = (await platform.Ledger.FindAsync(item.Chunk, Cancelled))!.Messages;
        Assert.Equal(messages.Select(message => message.Frames.Length), lines.Select(line => line.Frames));
        Assert.Equal(
            [MessageOutcome.Applied, MessageOutcome.Applied, MessageOutcome.Applied, MessageOutcome.DeadLettered],
            lines.Select(line => line.Outcome));
        await platform.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Process_CorruptChunk_IsGivenUpAsAWhole()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var item = await platform.StoreAsync(DrawnTown.Messages(3, platform.Start));
        await HarmAsync(platform, item, bytes => bytes[20] ^= 1);
        await AssertGivenUpAsync(platform, worker, item, "corrupt");
    }

    [Fact]
    public async Task Process_MissingChunk_IsGivenUpAsAWhole()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var stored = await platform.StoreAsync(DrawnTown.Messages(3, platform.Start));
        var lost = stored with { Chunk = new ChunkId(new(8, 8), stored.Chunk.CreatedAt) };
        var entry = await platform.Ledger.FindAsync(stored.Chunk, Cancelled);
        await platform.Ledger.OpenAsync(entry! with { Item = lost }, Cancelled);
        await AssertGivenUpAsync(platform, worker, lost, "missing");
    }

    [Fact]
    public async Task Process_ExpiredChunk_IsGivenUpThoughItCouldBeRead()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var before = await platform.CanonicalAsync();
        var item = await platform.StoreAsync(DrawnTown.Messages(5, platform.Start), TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        await AssertGivenUpAsync(platform, worker, item, "expired");
        Assert.Equal(before, await platform.CanonicalAsync());
    }

    [Fact]
    public async Task Process_KilledBetweenApplyAndLedger_RedeliveryClosesTheBooksAndAddsNothing()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        var item = await platform.StoreAsync(DrawnTown.Messages(4, platform.Start));
        _ = platform.Faults.Add("TryCompleteAsync", 1, () => new InvalidOperationException("killed"));
        await using (var killed = await TestWorker.StartAsync(platform))
            await Assert.ThrowsAsync<InvalidOperationException>(() => killed.ProcessAsync(item));
        Assert.Null((await platform.Ledger.FindAsync(item.Chunk, Cancelled))!.CompletedAt);
        var map = await platform.CanonicalAsync();

        await using var worker = await TestWorker.StartAsync(platform);
        await worker.ProcessAsync(item);

        Assert.All(await platform.OutcomesAsync(item), outcome => Assert.Equal(MessageOutcome.Repeated, outcome));
        Assert.Equal(map, await platform.CanonicalAsync());
        await platform.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Process_TwoWorkersOnTheSameChunk_BookItOnce()
    {
        var alone = await TestPlatform.CreateAsync(TimeProvider.System);
        await using (var one = await TestWorker.StartAsync(alone))
            await one.ProcessAsync(await alone.StoreAsync(DrawnTown.Messages(8, alone.Start)));
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var first = await TestWorker.StartAsync(platform);
        await using var second = await TestWorker.StartAsync(platform);
        var item = await platform.StoreAsync(DrawnTown.Messages(8, alone.Start));

        await Task.WhenAll(first.ProcessAsync(item), second.ProcessAsync(item));

        Assert.Equal(await alone.CanonicalAsync(), await platform.CanonicalAsync());
        await platform.AssertBooksBalanceAsync();
        Assert.Equal(8, (await platform.Ledger.SumAsync(Cancelled)).Messages.Accepted);
    }

    [Fact]
    public async Task Process_CompletedChunk_IsPassedOverUnread()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var item = await platform.StoreAsync(DrawnTown.Messages(2, platform.Start));
        await worker.ProcessAsync(item);
        _ = platform.Faults.Add("GetAsync", 1, () => new InvalidOperationException("read"));
        await worker.ProcessAsync(item);
        Assert.Equal(0, platform.Faults.Thrown);
    }

    [Fact]
    public async Task Process_EveryStoreDownForAWhile_OnlyDelays()
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        await using var worker = await TestWorker.StartAsync(platform);
        var item = await platform.StoreAsync(DrawnTown.Messages(4, platform.Start));
        foreach (var member in new[]
            { "FindAsync", "GetAsync", "FindNewestAsync", "GetCellAsync", "LoadManyAsync", "TryPutAsync", "PublishAsync", "TryCompleteAsync" })
            _ = platform.Faults.Add(member, 2, () => new BackendUnavailableException("test", new IOException("down")));

        await worker.ProcessAsync(item);

        Assert.Equal(16, platform.Faults.Thrown);
        Assert.All(await platform.OutcomesAsync(item), outcome => Assert.Equal(MessageOutcome.Applied, outcome));
        Assert.Empty(await platform.LettersAsync());
    }

    private static async Task HarmAsync(TestPlatform platform, WorkItem item, Action<byte[]> harm)
    {
        var bytes = (await platform.Chunks.GetAsync(item.Chunk, Cancelled))!.Value.ToArray();
        harm(bytes);
        await platform.Chunks.PutAsync(item.Chunk, bytes, Cancelled);
    }

    private static async Task AssertGivenUpAsync(TestPlatform platform, TestWorker worker, WorkItem item, string reason)
    {
        var accepted = (await platform.Ledger.FindAsync(item.Chunk, Cancelled))!.Messages.Sum(line => line.Frames);
        await worker.ProcessAsync(item);
        var letter = Assert.Single(await platform.LettersAsync());
        Assert.Equal((item.Chunk, null, reason), (letter.Chunk, letter.Message, letter.Reason));
        var lines = (await platform.Ledger.FindAsync(item.Chunk, Cancelled))!.Messages;
        Assert.All(lines, line => Assert.Equal((MessageOutcome.DeadLettered, reason), (line.Outcome, line.Error)));
        Assert.Equal(accepted, lines.Sum(line => line.Frames));
    }
}
