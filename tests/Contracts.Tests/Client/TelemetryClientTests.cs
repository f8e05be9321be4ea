using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;
using Telemetry.TestKit;

namespace Telemetry.Contracts.Tests.Client;

public sealed class TelemetryClientTests
{
    private readonly StubReceiver _receiver = new();
    private readonly ManualTimeProvider _time = new();
    private readonly MemoryOutbox _outbox = new();
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_TakenByTheReceiver_ReportsTheReceiptAndEmptiesTheOutbox()
    {
        await using var client = Client();
        await client.EnqueueAsync(Message("a"), Cancellation);
        client.Start();

        var delivery = await NextDelivery();
        Assert.True(await client.FlushAsync(Cancellation));

        Assert.Equal(DeliveryOutcome.Accepted, delivery.Outcome);
        Assert.Equal("r1", delivery.Receipt!.ReceiptId);
        Assert.Equal("too_late", Assert.Single(delivery.Receipt.Rejected).Reason);
        Assert.Equal(0, client.Pending);
        var request = Assert.Single(_receiver.Requests);
        Assert.Equal("http://receiver/v1/frames", request.RequestUri!.ToString());
        Assert.Equal("Bearer secret", request.Headers.Authorization!.ToString());
        Assert.Equal("application/x-protobuf", request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal(Message("a"), Assert.Single(_receiver.Batches[0].Messages));
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Send_TransientStatus_PostsTheSameBatchAgainAfterBackOff(HttpStatusCode status)
    {
        _receiver.Then(status).Then(status).Then(status);
        await using var client = Client(o: new() { Linger = TimeSpan.Zero, BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(2) });
        await client.EnqueueAsync(Message("a"), Cancellation);
        client.Start();

        // The jitter is 0.5; the delays double up to the cap.
        foreach (var expected in new[] { 0.5, 1, 1 })
        {
            var delivery = await NextDelivery();
            Assert.Equal(DeliveryOutcome.RetryScheduled, delivery.Outcome);
            Assert.Equal(TimeSpan.FromSeconds(expected), delivery.RetryAfter);
            await _time.WaitForTimerAsync(TimeSpan.FromSeconds(expected), Cancellation);
            _time.Advance(TimeSpan.FromSeconds(expected));
        }

        Assert.Equal(DeliveryOutcome.Accepted, (await NextDelivery()).Outcome);
        Assert.Equal(4, _receiver.Batches.Count);
        Assert.All(_receiver.Batches, b => Assert.Equal(_receiver.Batches[0], b));
    }

    [Fact]
    public async Task Send_TransportFails_PostsAgain()
    {
        _receiver.ThenThrow(new HttpRequestException("refused"));
        await using var client = Client();
        await client.EnqueueAsync(Message("a"), Cancellation);
        client.Start();

        var delivery = await NextDelivery();
        Assert.Equal("refused", delivery.Problem);
        Assert.Null(delivery.StatusCode);
        await AdvanceBy(delivery.RetryAfter!.Value);
        Assert.Equal(2, (await NextDelivery()).Attempt);
    }

    [Fact]
    public async Task Send_NoAnswerInTime_PostsAgain()
    {
        _receiver.Hold = new TaskCompletionSource();
        await using var client = Client();
        await client.EnqueueAsync(Message("a"), Cancellation);
        client.Start();
        await _receiver.NextPostAsync();

        _receiver.Hold = null;
        await AdvanceBy(TimeSpan.FromSeconds(30));
        var delivery = await NextDelivery();
        Assert.Equal(DeliveryOutcome.RetryScheduled, delivery.Outcome);
        await AdvanceBy(delivery.RetryAfter!.Value);
        Assert.Equal(DeliveryOutcome.Accepted, (await NextDelivery()).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_RetryAfter_IsObeyed(bool asDate)
    {
        var asked = TimeSpan.FromSeconds(90);
        _receiver.Then(HttpStatusCode.ServiceUnavailable, with: r => r.Headers.RetryAfter = asDate
            ? new RetryConditionHeaderValue(_time.GetUtcNow() + asked)
            : new RetryConditionHeaderValue(asked));
        await using var client = Client();
        await client.EnqueueAsync(Message("a"), Cancellation);
        client.Start();

        var wait = (await NextDelivery()).RetryAfter!.Value;
        Assert.Equal(asked + TimeSpan.FromMilliseconds(250), wait);
        await _time.WaitForTimerAsync(wait, Cancellation);
        _time.Advance(wait - TimeSpan.FromMilliseconds(1));
        Assert.Single(_receiver.Batches);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(DeliveryOutcome.Accepted, (await NextDelivery()).Outcome);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.UnsupportedMediaType)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task Send_RefusedForItsContent_IsReportedAndNotSentAgain(HttpStatusCode status)
    {
        _receiver.Then(status, """{"title":"speed_mps"}""");
        await using var client = Client();
        await client.EnqueueAsync(Message("a"), Cancellation);
        client.Start();

        var delivery = await NextDelivery();
        Assert.True(await client.FlushAsync(Cancellation));
        Assert.Equal(DeliveryOutcome.Refused, delivery.Outcome);
        Assert.Equal((int)status, delivery.StatusCode);
        Assert.Contains("speed_mps", delivery.Problem, StringComparison.Ordinal);
        Assert.Equal(Message("a"), FrameMessage.Parser.ParseFrom(delivery.Entries[0].Message.Span));
        Assert.Single(_receiver.Batches);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task Send_TokenRefused_KeepsTheMessagesUntilResumed(HttpStatusCode status)
    {
        _receiver.Then(status);
        await using var client = Client();
        await client.EnqueueAsync(Message("a"), Cancellation);
        client.Start();

        Assert.Equal(DeliveryOutcome.CredentialsRefused, (await NextDelivery()).Outcome);
        Assert.False(await client.FlushAsync(Cancellation));
        Assert.True(client.IsPaused);
        Assert.Equal(1, client.Pending);

        client.Resume();
        Assert.Equal(DeliveryOutcome.Accepted, (await NextDelivery()).Outcome);
        Assert.True(await client.FlushAsync(Cancellation));
    }

    [Fact]
    public async Task Send_ManyMessages_BoundsBatchesAndPostsUnderWay()
    {
        _receiver.Hold = new TaskCompletionSource();
        await using var client = Client(o: new() { Linger = TimeSpan.Zero, MaxBatchMessages = 3, MaxConcurrentPosts = 2 });
        for (var i = 0; i < 20; i++)
            await client.EnqueueAsync(Message($"{i}"), Cancellation);
        client.Start();
        await _receiver.NextPostAsync();
        await _receiver.NextPostAsync();
        _receiver.Hold.SetResult();

        Assert.True(await client.FlushAsync(Cancellation));
        Assert.Equal(2, _receiver.MostUnderWay);
        Assert.All(_receiver.Batches, b => Assert.InRange(b.Messages.Count, 1, 3));
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"{i}").Order(StringComparer.Ordinal),
            _receiver.Batches.SelectMany(b => b.Messages).Select(m => m.MessageId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Send_FewMessages_LingersForMore()
    {
        await using var client = Client(o: new() { Linger = TimeSpan.FromSeconds(1) });
        client.Start();
        await client.EnqueueAsync(Message("a"), Cancellation);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1), Cancellation);
        await client.EnqueueAsync(Message("b"), Cancellation);
        Assert.Empty(_receiver.Batches);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await NextDelivery()).Entries.Count);
    }

    [Fact]
    public async Task Enqueue_OutboxFull_WaitsForRoom()
    {
        _receiver.Hold = new TaskCompletionSource();
        await using var client = Client(new MemoryOutbox(maxMessages: 1));
        await client.EnqueueAsync(Message("a"), Cancellation);
        Assert.False(await client.TryEnqueueAsync(Message("b"), Cancellation));
        var waiting = client.EnqueueAsync(Message("c"), Cancellation);
        Assert.False(waiting.IsCompleted);

        client.Start();
        _receiver.Hold.SetResult();
        await waiting;
        Assert.True(await client.FlushAsync(Cancellation));
        Assert.Equal(["a", "c"], _receiver.Batches.SelectMany(b => b.Messages).Select(m => m.MessageId));
    }

    [Fact]
    public async Task Stop_PostUnderWay_FinishesItAndKeepsTheRest()
    {
        _receiver.Hold = new TaskCompletionSource();
        await using var client = Client(o: new() { Linger = TimeSpan.Zero, MaxBatchMessages = 1, MaxConcurrentPosts = 1 });
        await client.EnqueueAsync(Message("a"), Cancellation);
        await client.EnqueueAsync(Message("b"), Cancellation);
        client.Start();
        await _receiver.NextPostAsync();

        var stopped = client.StopAsync(Cancellation);
        Assert.False(stopped.IsCompleted);
        _receiver.Hold.SetResult();
        await stopped;

        Assert.Equal(DeliveryOutcome.Accepted, (await NextDelivery()).Outcome);
        Assert.Single(_receiver.Batches);
        Assert.Equal(1, client.Pending);
    }

    [Fact]
    public async Task Stop_WaitingToRetry_KeepsTheMessages()
    {
        _receiver.Then(HttpStatusCode.ServiceUnavailable);
        await using var client = Client();
        await client.EnqueueAsync(Message("a"), Cancellation);
        client.Start();
        await NextDelivery();
        await client.StopAsync(Cancellation);

        Assert.Equal(1, client.Pending);
        Assert.Equal(Message("a"), FrameMessage.Parser.ParseFrom((await _outbox.LeaseAsync(1, 1, Cancellation))[0].Message.Span));
    }

    private TelemetryClient Client(IOutbox? outbox = null, TelemetryClientOptions? o = null)
    {
        o ??= new TelemetryClientOptions { Linger = TimeSpan.Zero };
        var options = new TelemetryClientOptions
        {
            Token = "secret",
            Linger = o.Linger,
            BaseDelay = o.BaseDelay,
            MaxDelay = o.MaxDelay,
            MaxBatchMessages = o.MaxBatchMessages,
            MaxConcurrentPosts = o.MaxConcurrentPosts,
        };
        var http = new HttpClient(_receiver) { BaseAddress = new Uri("http://receiver/") };
        var client = new TelemetryClient(http, outbox ?? _outbox, options, _time, () => 0.5);
        client.Delivered += d => _deliveries.Writer.TryWrite(d);
        return client;
    }

    private async Task<Delivery> NextDelivery() => await _deliveries.Reader.ReadAsync(Cancellation);

    private async Task AdvanceBy(TimeSpan due)
    {
        await _time.WaitForTimerAsync(due, Cancellation);
        _time.Advance(due);
    }

    private static FrameMessage Message(string id) => new()
    {
        FleetId = "f",
        VehicleId = "v",
        SessionId = "s",
        MessageId = id,
        Frames = { SampleDrive.Of([10, 10]) },
    };
}
