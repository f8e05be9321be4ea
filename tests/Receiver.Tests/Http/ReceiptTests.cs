using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Http;
using Telemetry.Receiver.Tests.Hosting;

namespace Telemetry.Receiver.Tests.Http;

public sealed class ReceiptTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(new[] { MessageOutcome.Applied, MessageOutcome.Repeated }, ReceiptStates.Applied, null)]
    [InlineData(new[] { MessageOutcome.Applied, MessageOutcome.DeadLettered }, ReceiptStates.Applied, "1 of 2 messages were given up: poison")]
    [InlineData(new[] { MessageOutcome.DeadLettered, MessageOutcome.DeadLettered }, ReceiptStates.Dead, "2 of 2 messages were given up: poison")]
    public async Task Get_Receipt_FollowsItsMessages(MessageOutcome[] outcomes, string state, string? error)
    {
        await using var receiver = await TestReceiver.StartAsync();
        var receipt = (await receiver.AcceptAsync(receiver.Batch(messages: 2))).ReceiptId;
        Assert.Equal(new ReceiptStatus(receipt, ReceiptStates.Queued, 2, 10, 0, null), await StatusAsync(receiver, receipt));

        await CompleteAsync(receiver, receiver.Chunks.Written[0], outcomes);
        Assert.Equal(new ReceiptStatus(receipt, state, 2, 10, 8, error), await StatusAsync(receiver, receipt));
    }

    [Fact]
    public async Task Get_ReceiptOfARepeat_CoversThatMessageOnly()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch(messages: 3);
        await receiver.AcceptAsync(batch);
        batch.Messages.RemoveAt(2);
        batch.Messages.RemoveAt(0);
        var receipt = (await receiver.AcceptAsync(batch)).ReceiptId;
        Assert.Equal((1, 5), ((await StatusAsync(receiver, receipt)).Messages, (await StatusAsync(receiver, receipt)).Frames));
    }

    [Fact]
    public async Task Get_ForgedOrUnknownReceipt_Is404()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var receipt = (await receiver.AcceptAsync(receiver.Batch())).ReceiptId;
        var forged = (receipt[0] == 'A' ? 'B' : 'A') + receipt[1..];
        foreach (var id in new[] { forged, receipt[..^1], receipt + "A", "x", "%20", "é" })
        {
            using var response = await receiver.Client.GetAsync($"/v1/receipts/{id}", Cancellation);
            await TestReceiver.ProblemAsync(response, 404);
        }
    }

    [Fact]
    public async Task Get_ReceiptOfYesterday_Is410()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var receipt = (await receiver.AcceptAsync(receiver.Batch())).ReceiptId;
        receiver.Time.Advance(TimeSpan.FromHours(25));
        using var response = await receiver.Client.GetAsync($"/v1/receipts/{receipt}", Cancellation);
        await TestReceiver.ProblemAsync(response, 410);
    }

    [Fact]
    public async Task Get_ReceiptOfAnotherReceiver_IsKnownWhereTheyShareTheirStores()
    {
        await using var one = await TestReceiver.StartAsync();
        await using var two = await TestReceiver.StartAsync(sharing: one);
        await using var foreign = await TestReceiver.StartAsync();
        var receipt = (await one.AcceptAsync(one.Batch())).ReceiptId;
        Assert.Equal(1, (await StatusAsync(two, receipt)).Messages);
        using var unknown = await foreign.Client.GetAsync($"/v1/receipts/{receipt}", Cancellation);
        await TestReceiver.ProblemAsync(unknown, 404);
    }

    [Fact]
    public async Task Get_WithoutAToken_Is401()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Client.DefaultRequestHeaders.Authorization = null;
        using var response = await receiver.Client.GetAsync("/v1/receipts/x", Cancellation);
        await TestReceiver.ProblemAsync(response, 401);
    }

    private static async Task<ReceiptStatus> StatusAsync(TestReceiver receiver, string receipt)
    {
        using var response = await receiver.Client.GetAsync($"/v1/receipts/{receipt}", Cancellation);
        Assert.Equal(200, (int)response.StatusCode);
        return await TestReceiver.ReadAsync<ReceiptStatus>(response);
    }

    private static Task CompleteAsync(TestReceiver receiver, ChunkId chunk, MessageOutcome[] outcomes) => receiver.Ledger.TryCompleteAsync(
        chunk, [.. outcomes.Select(outcome => new MessageEntry(5, 4, outcome, outcome == MessageOutcome.DeadLettered ? "poison" : null))],
        receiver.Time.GetUtcNow(), Cancellation);
}
