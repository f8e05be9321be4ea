using Telemetry.Contracts.V1;
using Telemetry.Receiver.Tests.Hosting;
using Telemetry.TestKit;

namespace Telemetry.Receiver.Tests.Http;

public sealed class DuplicateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_TwiceInABatch_IsStoredOnce()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch();
        batch.Messages.Add(batch.Messages[0].Clone());
        var accepted = await receiver.AcceptAsync(batch);
        Assert.Equal((5, 5), (accepted.Accepted, accepted.Duplicate));
        Assert.Single(await receiver.StoredAsync());
        var books = (await receiver.Ledger.SumAsync(Cancellation)).Messages;
        Assert.Equal((2L, 1L, 1L, true), (books.Received, books.Accepted, books.Duplicate, books.Balance));
    }

    [Fact]
    public async Task Post_AgainAfterTheAnswer_GetsAReceiptToTheOriginal()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch(messages: 3);
        var first = await receiver.AcceptAsync(batch);
        var again = await receiver.AcceptAsync(batch);
        Assert.Equal((0, 15, first.ReceiptId), (again.Accepted, again.Duplicate, again.ReceiptId));
        Assert.Single(receiver.Chunks.Written);
        await receiver.StopAsync();
        Assert.Equal(15, (await receiver.Ledger.SumAsync(Cancellation)).Frames.Duplicate);
    }

    [Fact]
    public async Task Post_AgainWhileInFlight_WaitsForTheOriginalsCommit()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch();
        var held = receiver.Chunks.HoldUp();
        var first = receiver.AcceptAsync(batch);
        await held;
        var again = receiver.AcceptAsync(batch);
        Assert.False(first.IsCompleted || again.IsCompleted);
        receiver.Chunks.LetGo();
        Assert.Equal((5, 0), ((await first).Accepted, (await first).Duplicate));
        Assert.Equal((0, 5), ((await again).Accepted, (await again).Duplicate));
        Assert.Equal((await first).ReceiptId, (await again).ReceiptId);
        Assert.Single(await receiver.StoredAsync());
    }

    [Fact]
    public async Task Post_AgainWhileInFlight_SharesTheOriginalsFailureAndMayComeAgain()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch();
        var held = receiver.Chunks.HoldUp();
        var first = receiver.PostAsync(batch);
        await held;
        var mixed = receiver.Batch(messages: 2);
        mixed.Messages[0] = batch.Messages[0];
        var again = receiver.PostAsync(batch);
        receiver.Chunks.Down = true;
        receiver.Chunks.LetGo();
        using (var response = await first)
            await TestReceiver.ProblemAsync(response, 503);
        using (var response = await again)
            await TestReceiver.ProblemAsync(response, 503);

        receiver.Chunks.Down = false;
        var accepted = await receiver.AcceptAsync(mixed);
        Assert.Equal((10, 0), (accepted.Accepted, accepted.Duplicate));
        Assert.Equal(2, (await receiver.StoredAsync()).Count);
    }

    [Fact]
    public async Task Post_SameBatchFromManySendersAtOnce_IsStoredOnce()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch(messages: 4);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => receiver.AcceptAsync(batch)));
        Assert.Equal(20, answers.Sum(answer => answer.Accepted));
        Assert.Equal(15 * 20, answers.Sum(answer => answer.Duplicate));
        Assert.Equal(4, (await receiver.StoredAsync()).Count);
    }

    [Fact]
    public async Task Post_AgainAfterTheWindow_IsAcceptedUnderTheSameKey()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch();
        await receiver.AcceptAsync(batch);
        receiver.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(5, (await receiver.AcceptAsync(batch)).Accepted);
        var stored = await receiver.StoredAsync();
        Assert.Equal(stored[0].Key, stored[1].Key);
    }

    [Fact]
    public async Task Post_SameIdsOfAnotherVehicle_AreNotRepeats()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = new FrameBatch();
        batch.Messages.Add(SampleFrames.Message("m", receiver.Time.GetUtcNow(), vehicle: "car-1"));
        batch.Messages.Add(SampleFrames.Message("m", receiver.Time.GetUtcNow(), vehicle: "car-2"));
        Assert.Equal(10, (await receiver.AcceptAsync(batch)).Accepted);
    }
}
