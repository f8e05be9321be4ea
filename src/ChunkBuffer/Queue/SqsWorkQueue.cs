using System.Globalization;
using Telemetry.Aws.Sqs;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>
/// A lane of work on SQS: <c>{prefix}-live</c> or <c>{prefix}-bulk</c>. Items delivered 50 times go to the dead-letter queue by
/// SQS itself; so does what is no work item, which is never handed out. Sends that meet are sent together.
/// </summary>
public sealed class SqsWorkQueue : IWorkQueue
{
    private const string Backend = "work queue";
    private const string Visible = "ApproximateNumberOfMessages";
    private const string Held = "ApproximateNumberOfMessagesNotVisible";

    // Not zero: a local server loses a message that is given back with a timeout of zero.
    private static readonly TimeSpan s_releaseDelay = TimeSpan.FromSeconds(1);

    private readonly SqsQueue _queue;

    private SqsWorkQueue(SqsQueue queue, WorkLane lane)
    {
        _queue = queue;
        Lane = lane;
    }

    /// <inheritdoc/>
    public WorkLane Lane { get; }

    /// <summary>Makes the lane's queue where it is absent.</summary>
    /// <param name="sqs">The client; stays the caller's.</param>
    /// <param name="prefix">What queue names begin with, for example <c>telemetry</c>.</param>
    /// <param name="lane">Which lane.</param>
    /// <param name="deadLetters">Takes what is delivered too often.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">SQS cannot be reached or refuses.</exception>
    public static async Task<SqsWorkQueue> CreateAsync(
        AmazonSqsClient sqs, string prefix, WorkLane lane, SqsDeadLetterQueue deadLetters,
        CancellationToken cancellationToken)
    {
        var name = $"{prefix}-{(lane == WorkLane.Live ? "live" : "bulk")}";
        return new SqsWorkQueue(
            await SqsQueue.EnsureAsync(sqs, Backend, name, deadLetters.Arn, cancellationToken), lane);
    }

    /// <inheritdoc/>
    public Task SendAsync(WorkItem item, CancellationToken cancellationToken) =>
        _queue.SendAsync(QueueJson.Write(item), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(
        int most, TimeSpan wait, TimeSpan visibility, CancellationToken cancellationToken)
    {
        QueueLimits.CheckReceive(most, wait, visibility);
        var received = new List<ReceivedWorkItem>();
        foreach (var message in await _queue.ReceiveAsync(most, wait, visibility, cancellationToken))
        {
            if (QueueJson.ReadWorkItem(message.Body) is not { } item)
                continue;
            var count = message.Attributes?.GetValueOrDefault("ApproximateReceiveCount");
            var known = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var deliveries);
            received.Add(new ReceivedWorkItem(item, message.ReceiptHandle, known ? deliveries : 1));
        }

        return received;
    }

    /// <inheritdoc/>
    public Task ExtendAsync(
        IReadOnlyList<ReceivedWorkItem> items, TimeSpan visibility, CancellationToken cancellationToken)
    {
        QueueLimits.CheckVisibility(visibility);
        return _queue.HideAsync(ReceiptsOf(items), visibility, cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyList<ReceivedWorkItem> items, CancellationToken cancellationToken) =>
        _queue.HideAsync(ReceiptsOf(items), s_releaseDelay, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyList<ReceivedWorkItem> items, CancellationToken cancellationToken) =>
        _queue.DeleteAsync(ReceiptsOf(items), cancellationToken);

    /// <inheritdoc/>
    public async Task<QueueDepth> DepthAsync(CancellationToken cancellationToken)
    {
        var attributes = await _queue.AttributesAsync([Visible, Held], cancellationToken);
        return new QueueDepth(
            long.Parse(attributes[Visible], CultureInfo.InvariantCulture),
            long.Parse(attributes[Held], CultureInfo.InvariantCulture));
    }

    private static List<string> ReceiptsOf(IReadOnlyList<ReceivedWorkItem> items) => [.. items.Select(i => i.Receipt)];
}
