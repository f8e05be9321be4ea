using System.Text;
using Google.Protobuf;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.V1;
using Telemetry.Receiver.Tests.Hosting;
using Telemetry.TestKit;

namespace Telemetry.Receiver.Tests.Http;

public sealed class PostFramesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/x-protobuf", null)]
    [InlineData("application/x-protobuf", "gzip")]
    [InlineData("application/x-protobuf", "br")]
    [InlineData("application/x-protobuf", "identity")]
    [InlineData("application/json", null)]
    [InlineData("application/json; charset=utf-8", "gzip")]
    public async Task Post_GoodBatch_IsStoredAndQueuedBeforeTheAnswer(string type, string? encoding)
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch(messages: 2, frames: 6);
        var body = type.Contains("json", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(batch))
            : batch.ToByteArray();
        body = encoding switch { "gzip" => Packed.Gzip(body), "br" => Packed.Brotli(body), _ => body };

        using var response = await receiver.PostAsync(body, type, encoding);
        Assert.Equal(202, (int)response.StatusCode);
        var accepted = await TestReceiver.ReadAsync<FramesAccepted>(response);
        Assert.Equal((2, 12, 0, 0), (accepted.Messages, accepted.Accepted, accepted.Duplicate, accepted.Rejected.Count));

        var stored = await receiver.StoredAsync();
        Assert.Equal(2, stored.Count);
        Assert.Equal(batch.Messages[0].Frames.Select(frame => frame.TimestampUtcMs), stored[0].Frames.Select(frame => frame.TimestampUtcMs));
        var item = Assert.Single(await receiver.Live.ReceiveAsync(10, TimeSpan.Zero, TimeSpan.FromMinutes(1), Cancellation)).Item;
        Assert.Equal((Assert.Single(receiver.Chunks.Written), 7L, 2, 12), (item.Chunk, item.BaseMap, item.Messages, item.Frames));
        Assert.Equal(12, (await receiver.Ledger.SumAsync(Cancellation)).Frames.InFlight);
    }

    [Fact]
    public async Task Post_ManyAtOnce_ShareChunksAndEachHaveAReceiptOfTheirOwn()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: ("GroupCommit:Window", "00:00:00.100"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
        {
            var batch = new FrameBatch();
            batch.Messages.Add(SampleFrames.Message($"only-{i}", receiver.Time.GetUtcNow()));
            return receiver.AcceptAsync(batch);
        }));
        Assert.Equal(40, answers.Select(answer => answer.ReceiptId).Distinct().Count());
        Assert.Equal(40, (await receiver.StoredAsync()).Count);
        Assert.InRange(receiver.Chunks.Written.Count, 1, 20);
    }

    [Fact]
    public async Task Post_Identities_AreNowhereInTheChunk()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await receiver.AcceptAsync(receiver.Batch());
        var bytes = (await receiver.Chunks.GetAsync(receiver.Chunks.Written[0], Cancellation))!.Value;
        foreach (var id in new[] { "fleet-a", "car-1", "session-1" })
            Assert.Equal(-1, bytes.Span.IndexOf(Encoding.UTF8.GetBytes(id)));
    }

    [Fact]
    public async Task Post_SomeMessagesBad_TakesTheOthersAndNamesTheBad()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch(messages: 3);
        batch.Messages[1].Frames[3].LatitudeDeg = 91;
        var accepted = await receiver.AcceptAsync(batch);
        Assert.Equal((3, 10, 0), (accepted.Messages, accepted.Accepted, accepted.Duplicate));
        Assert.Equal(new RejectedMessage(1, 3, "out_of_range", "messages[1].frames[3].latitudeDeg", "must be -90 to 90"), Assert.Single(accepted.Rejected));
        Assert.Equal(2, (await receiver.StoredAsync()).Count);
        var books = (await receiver.Ledger.SumAsync(Cancellation)).Frames;
        Assert.Equal((15L, 10L, 5L, true), (books.Received, books.Accepted, books.Rejected, books.Balance));
    }

    [Fact]
    public async Task Post_TokenOfEveryFleet_TakesSeveralFleets()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Client.DefaultRequestHeaders.Authorization = new("Bearer", TestReceiver.EveryFleetToken);
        var batch = receiver.Batch(messages: 2);
        batch.Messages[1].FleetId = "fleet-b";
        await receiver.AcceptAsync(batch);
        var stored = await receiver.StoredAsync();
        Assert.NotEqual(stored[0].Fleet, stored[1].Fleet);
        Assert.NotEqual(stored[0].Vehicle, stored[1].Vehicle);
    }

    [Fact]
    public async Task Post_LateBatch_GoesToTheBulkLaneWhereOneIsWanted()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: ("Receiver:LateAfter", "00:10:00"));
        await receiver.AcceptAsync(SampleFrames.Batch(receiver.Time.GetUtcNow().AddMinutes(-11)));
        Assert.Equal(new QueueDepth(1, 0), await receiver.Bulk.DepthAsync(Cancellation));
        Assert.Equal(new QueueDepth(0, 0), await receiver.Live.DepthAsync(Cancellation));
    }

    [Fact]
    public async Task Stop_PostsInTheWindow_AreFlushedAndAnswered()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: ("GroupCommit:Window", "00:00:00.500"));
        var held = receiver.Chunks.HoldUp();
        var post = receiver.AcceptAsync(receiver.Batch());
        await held;
        var stopped = receiver.StopAsync();
        receiver.Chunks.LetGo();
        Assert.Equal(5, (await post).Accepted);
        await stopped;
        Assert.Single(receiver.Chunks.Written);
    }
}
