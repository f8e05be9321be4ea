using System.Globalization;
using Telemetry.Aws;
using Telemetry.Aws.Sqs;
using Telemetry.Aws.Sqs.Model;
using Telemetry.Contracts.Faults;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>One SQS queue, and what work and dead-letter queues have in common. Safe for use by many threads.</summary>
internal sealed class SqsQueue
{
    private const string RetentionSeconds = "1209600";

    private readonly AmazonSqsClient _sqs;
    private readonly string _backend;
    private readonly string _url;
    private readonly SendCoalescer _sends;

    private SqsQueue(AmazonSqsClient sqs, string backend, string url)
    {
        _sqs = sqs;
        _backend = backend;
        _url = url;
        _sends = new SendCoalescer(SendBatchAsync);
    }

    /// <summary>Makes the queue where it is absent, and sets its attributes. Keeps messages 14 days, the most SQS allows.</summary>
    public static async Task<SqsQueue> EnsureAsync(
        AmazonSqsClient sqs, string backend, string name, string? deadLetterArn, CancellationToken cancellationToken)
    {
        var attributes = new Dictionary<string, string>
        {
            ["MessageRetentionPeriod"] = RetentionSeconds,
            ["VisibilityTimeout"] = "60",
            ["ReceiveMessageWaitTimeSeconds"] = "20",
        };
        if (deadLetterArn is not null)
        {
            attributes["RedrivePolicy"] = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"deadLetterTargetArn":"{{deadLetterArn}}","maxReceiveCount":{{QueueLimits.MostDeliveries}}}""");
        }

        return new SqsQueue(
            sqs, backend,
            await AwsCall.RunAsync(backend, () => EnsureUrlAsync(sqs, name, attributes, cancellationToken), cancellationToken));
    }

    public async Task<string> ArnAsync(CancellationToken cancellationToken) =>
        (await AttributesAsync(["QueueArn"], cancellationToken))["QueueArn"];

    public Task SendAsync(string text, CancellationToken cancellationToken) => _sends.SendAsync(text, cancellationToken);

    public async Task<IReadOnlyList<Message>> ReceiveAsync(
        int most, TimeSpan wait, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var response = await AwsCall.RunAsync(
            _backend,
            () => _sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest
                {
                    QueueUrl = _url,
                    MaxNumberOfMessages = most,
                    WaitTimeSeconds = WholeSeconds(wait),
                    VisibilityTimeout = WholeSeconds(visibility),
                    MessageSystemAttributeNames = ["ApproximateReceiveCount"],
                },
                cancellationToken),
            cancellationToken);
        return response.Messages ?? [];
    }

    /// <summary>Hides deliveries; those that have lapsed are passed over.</summary>
    public async Task HideAsync(IReadOnlyList<string> receipts, TimeSpan visibility, CancellationToken cancellationToken)
    {
        foreach (var batch in receipts.Chunk(QueueLimits.MostPerCall))
        {
            var entries = batch.Select((r, i) => new ChangeMessageVisibilityBatchRequestEntry
            {
                Id = EntryId(i), ReceiptHandle = r, VisibilityTimeout = WholeSeconds(visibility),
            });
            var request = new ChangeMessageVisibilityBatchRequest { QueueUrl = _url, Entries = [.. entries] };
            var response = await AwsCall.RunAsync(
                _backend, () => _sqs.ChangeMessageVisibilityBatchAsync(request, cancellationToken), cancellationToken);
            ThrowIfServersFault(response.Failed);
        }
    }

    public async Task DeleteAsync(IReadOnlyList<string> receipts, CancellationToken cancellationToken)
    {
        foreach (var batch in receipts.Chunk(QueueLimits.MostPerCall))
        {
            var entries = batch.Select((r, i) => new DeleteMessageBatchRequestEntry { Id = EntryId(i), ReceiptHandle = r });
            var request = new DeleteMessageBatchRequest { QueueUrl = _url, Entries = [.. entries] };
            var response = await AwsCall.RunAsync(
                _backend, () => _sqs.DeleteMessageBatchAsync(request, cancellationToken), cancellationToken);
            ThrowIfServersFault(response.Failed);
        }
    }

    public async Task<Dictionary<string, string>> AttributesAsync(
        List<string> names, CancellationToken cancellationToken)
    {
        var request = new GetQueueAttributesRequest { QueueUrl = _url, AttributeNames = names };
        var response = await AwsCall.RunAsync(
            _backend, () => _sqs.GetQueueAttributesAsync(request, cancellationToken), cancellationToken);
        return response.Attributes ?? [];
    }

    private static async Task<string> EnsureUrlAsync(
        AmazonSqsClient sqs, string name, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        try
        {
            var made = await sqs.CreateQueueAsync(
                new CreateQueueRequest { QueueName = name, Attributes = attributes }, cancellationToken);
            return made.QueueUrl;
        }
        catch (AmazonSqsException e) when (AwsCall.CodeOf(e) is "QueueNameExists" or "QueueAlreadyExists")
        {
            // It is there with other attributes: an earlier version made it.
            var found = await sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = name }, cancellationToken);
            await sqs.SetQueueAttributesAsync(
                new SetQueueAttributesRequest { QueueUrl = found.QueueUrl, Attributes = attributes }, cancellationToken);
            return found.QueueUrl;
        }
    }

    private async Task<IReadOnlyList<Exception?>> SendBatchAsync(IReadOnlyList<string> texts)
    {
        var entries = texts.Select((t, i) => new SendMessageBatchRequestEntry { Id = EntryId(i), MessageBody = t });
        var request = new SendMessageBatchRequest { QueueUrl = _url, Entries = [.. entries] };
        // Several callers' texts: none of their tokens may end it; the client's own timeout does.
        var response = await AwsCall.RunAsync(
            _backend, () => _sqs.SendMessageBatchAsync(request, CancellationToken.None), CancellationToken.None);
        var sent = (response.Successful ?? []).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var failed = (response.Failed ?? []).ToDictionary(f => f.Id, StringComparer.Ordinal);
        // What is not said to be sent was not sent.
        return [.. texts.Select((_, i) => sent.Contains(EntryId(i)) ? null : Fault(failed.GetValueOrDefault(EntryId(i))))];
    }

    private void ThrowIfServersFault(List<BatchResultErrorEntry>? failed)
    {
        if (failed?.Find(f => !f.SenderFault) is { } fault)
            throw Fault(fault);
    }

    private BackendUnavailableException Fault(BatchResultErrorEntry? entry) =>
        new(_backend, new IOException($"{entry?.Code ?? "NoAnswer"}: {entry?.Message}"));

    private static string EntryId(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>SQS counts whole seconds; a shorter time must not become none.</summary>
    private static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
