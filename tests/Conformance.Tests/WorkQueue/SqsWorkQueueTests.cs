using Telemetry.Aws.Sqs;
using Telemetry.Aws.Sqs.Model;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.Contracts.Faults;

namespace Telemetry.Conformance.Tests.WorkQueue;

public sealed class SqsWorkQueueTests(LocalStackFixture stack) : WorkQueueConformance
{
    private readonly string _prefix = $"t-{Guid.NewGuid():N}";
    private AmazonSqsClient _sqs = null!;
    private SqsDeadLetterQueue _dead = null!;

    [Fact]
    public async Task Receive_NoWorkItem_IsNeverHandedOut()
    {
        await SendTextAsync("{\"hello\":1}");
        await SendTextAsync("not even JSON");
        var item = NewItem();
        await Queue.SendAsync(item, Cancelled);
        var received = new List<ReceivedWorkItem>();
        while (received.Count == 0)
            received.AddRange(await ReceiveAsync());
        Assert.Equal(item, Assert.Single(received).Item);
    }

    [Fact]
    public async Task Receive_FiftyDeliveries_IsGivenUp()
    {
        var item = NewItem();
        await Queue.SendAsync(item, Cancelled);
        var url = await UrlAsync();
        for (var delivery = 1; delivery <= 50; delivery++)
            Assert.Single((await ReceiveRawAsync(url)).Messages!);
        Assert.Empty((await ReceiveRawAsync(url)).Messages ?? []);
        var letter = Assert.Single(await _dead.PeekAsync(10, Cancelled));
        Assert.Equal((item.Chunk, null, "undeliverable"), (letter.Chunk, letter.Message, letter.Reason));
    }

    [Fact]
    public async Task Create_QueueIsThere_OpensIt()
    {
        var item = NewItem();
        await Queue.SendAsync(item, Cancelled);
        var again = await SqsWorkQueue.CreateAsync(_sqs, _prefix, WorkLane.Bulk, _dead, Cancelled);
        Assert.Equal(item, Assert.Single(await again.ReceiveAsync(1, Long, Visibility, Cancelled)).Item);
    }

    [Fact]
    public async Task Create_QueueIsThereWithOtherAttributes_ChangesThem()
    {
        var name = $"{_prefix}-live";
        await _sqs.CreateQueueAsync(
            new CreateQueueRequest { QueueName = name, Attributes = new() { ["VisibilityTimeout"] = "7" } }, Cancelled);
        await SqsWorkQueue.CreateAsync(_sqs, _prefix, WorkLane.Live, _dead, Cancelled);
        var url = (await _sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = name }, Cancelled)).QueueUrl;
        var read = await _sqs.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] }, Cancelled);
        Assert.Equal("60", read.Attributes!["VisibilityTimeout"]);
        Assert.Equal("1209600", read.Attributes["MessageRetentionPeriod"]);
        Assert.Contains("\"maxReceiveCount\":50", read.Attributes["RedrivePolicy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_NobodyListens_IsUnavailable()
    {
        using var sqs = StackAws.Nowhere.CreateSqs();
        var fault = await Assert.ThrowsAsync<BackendUnavailableException>(
            () => SqsWorkQueue.CreateAsync(sqs, _prefix, WorkLane.Live, _dead, Cancelled));
        Assert.Equal("work queue", fault.Backend);
    }

    [Fact]
    public async Task AnyCall_QueueIsGone_IsUnavailable()
    {
        await _sqs.DeleteQueueAsync(new DeleteQueueRequest { QueueUrl = await UrlAsync() }, Cancelled);
        await Assert.ThrowsAsync<BackendUnavailableException>(() => Queue.SendAsync(NewItem(), Cancelled));
        await Assert.ThrowsAsync<BackendUnavailableException>(() => Queue.DepthAsync(Cancelled));
        await Assert.ThrowsAsync<BackendUnavailableException>(
            () => Queue.ReceiveAsync(1, TimeSpan.Zero, Visibility, Cancelled));
    }

    [Fact]
    public async Task GetQueueUrl_NoSuchQueue_SaysSo()
    {
        var fault = await Assert.ThrowsAsync<AmazonSqsException>(
            () => _sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = $"{_prefix}-none" }, Cancelled));
        Assert.EndsWith("QueueDoesNotExist", fault.ErrorCode, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Message);
    }

    protected override async Task<IWorkQueue> OpenAsync(WorkLane lane)
    {
        _sqs = stack.Endpoints.Aws().CreateSqs();
        _dead = await SqsDeadLetterQueue.CreateAsync(_sqs, _prefix, Cancelled);
        return await SqsWorkQueue.CreateAsync(_sqs, _prefix, lane, _dead, Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        _sqs?.Dispose();
        await base.DisposeAsync();
    }

    private async Task<string> UrlAsync() =>
        (await _sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = $"{_prefix}-bulk" }, Cancelled)).QueueUrl;

    private async Task SendTextAsync(string text) => await _sqs.SendMessageAsync(
        new SendMessageRequest { QueueUrl = await UrlAsync(), MessageBody = text }, Cancelled);

    private Task<ReceiveMessageResponse> ReceiveRawAsync(string url) => _sqs.ReceiveMessageAsync(
        new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 1, VisibilityTimeout = 0, WaitTimeSeconds = 0 },
        Cancelled);
}
