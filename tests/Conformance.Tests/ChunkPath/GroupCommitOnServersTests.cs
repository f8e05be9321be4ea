using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;

namespace Telemetry.Conformance.Tests.ChunkPath;

/// <summary>The whole chunk path over S3, SQS and DynamoDB: what was promised is there, once.</summary>
public sealed class GroupCommitOnServersTests(LocalStackFixture stack)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_ManyAtOnce_EveryMessageIsReadBackThroughItsWorkItem()
    {
        var prefix = $"t-{Guid.NewGuid():N}";
        var aws = stack.Endpoints.Aws();
        using var s3 = aws.CreateS3();
        using var sqs = aws.CreateSqs();
        using var dynamoDb = aws.CreateDynamoDb();
        var store = await S3ChunkStore.CreateAsync(s3, prefix, TimeProvider.System, Cancelled);
        var ledger = await DynamoDbChunkLedger.CreateAsync(dynamoDb, prefix, TimeProvider.System, Cancelled);
        var dead = await SqsDeadLetterQueue.CreateAsync(sqs, prefix, Cancelled);
        var queue = await SqsWorkQueue.CreateAsync(sqs, prefix, WorkLane.Live, dead, Cancelled);
        await using var commit = new GroupCommit(
            store, ledger, [queue], () => new ChunkVersions(3, 4), new GroupCommitOptions(), TimeProvider.System);

        var committed = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => commit.AddAsync(
            [Message(i, 0), Message(i, 1)], new CellId(31_000, 100 + i % 7), WorkLane.Live, default, Cancelled)));

        var seen = new Dictionary<ulong, int>();
        while (seen.Count < 120)
        {
            var items = await queue.ReceiveAsync(10, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), Cancelled);
            foreach (var item in items)
            {
                var bytes = await store.GetAsync(item.Item.Chunk, Cancelled);
                var reader = ChunkReader.Open(bytes!.Value, item.Item.Chunk);
                Assert.Equal((3, 4, item.Item.Messages), (reader.Header.BaseMap, reader.Header.Model, reader.Count));
                for (var i = 0; i < reader.Count; i++)
                    seen.Add(reader.Read(i).Key.Low, i);
            }

            await queue.DeleteAsync(items, Cancelled);
        }

        Assert.All(committed.Select((c, i) => (Batch: i, c)), x => Assert.Equal(x.c.FirstMessage, seen[(ulong)x.Batch * 2]));
        var sums = await ledger.SumAsync(Cancelled);
        Assert.Equal(new Books(120, 120, 0, 0, 0, 0, 0, 120), sums.Messages);
        await dynamoDb.DeleteTableAsync(prefix, Cancelled);
    }

    [Fact]
    public async Task Add_StoreIsDown_TellsItsSendersAndBooksNothing()
    {
        using var s3 = StackAws.Nowhere.CreateS3();
        var ledger = new InMemoryChunkLedger(TimeProvider.System);
        var queue = new InMemoryWorkQueue(WorkLane.Live, TimeProvider.System);
        await using var commit = new GroupCommit(
            new Unreachable(s3), ledger, [queue], () => default, new GroupCommitOptions(), TimeProvider.System);
        await Assert.ThrowsAsync<BackendUnavailableException>(() => commit.AddAsync(
            [Message(1, 0)], new CellId(31_000, 100), WorkLane.Live, default, Cancelled));
        Assert.Equal(0, (await ledger.SumAsync(Cancelled)).Messages.Received);
        Assert.Equal(new QueueDepth(0, 0), await queue.DepthAsync(Cancelled));
    }

    private static VehicleMessage Message(int batch, int index) => new()
    {
        Key = new(1, (ulong)(batch * 2 + index)),
        Vehicle = new(2, (ulong)batch),
        Fleet = 3,
        ReceivedAtMs = 1_790_000_000_000,
        Frames = [.. Enumerable.Range(0, 30).Select(i => new QuantizedFrame(
            1_790_000_000_000 + i * 1_000, new GeoPoint(86_900_000 + i * 1_400, 494_100_000 + i * 700), 40, 600, 1_300,
            QuantizedFrame.Absent, QuantizedFrame.Absent, 170, 180))],
    };

    /// <summary>Puts objects where nobody listens.</summary>
    private sealed class Unreachable(Amazon.S3.IAmazonS3 s3) : IChunkStore
    {
        public Task PutAsync(ChunkId id, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken) =>
            Telemetry.Aws.AwsCall.RunAsync(
                "chunk store", () => s3.PutBucketAsync("t-none", cancellationToken), cancellationToken);

        public Task<ReadOnlyMemory<byte>?> GetAsync(ChunkId id, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
