using Telemetry.Aws.Sqs;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>
/// Dead letters on SQS, <c>{prefix}-dead</c>: letters of workers, and work items that SQS itself gave up on, which read as
/// letters with the reason <c>undeliverable</c>. Kept 14 days.
/// </summary>
public sealed class SqsDeadLetterQueue : IDeadLetterQueue
{
    private const string Backend = "dead-letter queue";

    // What SQS samples a few of its hosts for; without a wait it may overlook messages.
    private static readonly TimeSpan s_peekWait = TimeSpan.FromSeconds(1);

    private readonly SqsQueue _queue;

    private SqsDeadLetterQueue(SqsQueue queue, string arn)
    {
        _queue = queue;
        Arn = arn;
    }

    /// <summary>Names the queue to the queues that give up into it.</summary>
    internal string Arn { get; }

    /// <summary>Makes the queue where it is absent.</summary>
    /// <param name="sqs">The client; stays the caller's.</param>
    /// <param name="prefix">What queue names begin with, for example <c>telemetry</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">SQS cannot be reached or refuses.</exception>
    public static async Task<SqsDeadLetterQueue> CreateAsync(
        AmazonSqsClient sqs, string prefix, CancellationToken cancellationToken)
    {
        var queue = await SqsQueue.EnsureAsync(sqs, Backend, $"{prefix}-dead", deadLetterArn: null, cancellationToken);
        return new SqsDeadLetterQueue(queue, await queue.ArnAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken) =>
        Task.WhenAll(letters.Select(l => _queue.SendAsync(QueueJson.Write(l), cancellationToken)));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeadLetter>> PeekAsync(int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, QueueLimits.MostPerCall);
        // Hidden for no time at all: looking takes nothing away from the next one who looks.
        var messages = await _queue.ReceiveAsync(most, s_peekWait, TimeSpan.Zero, cancellationToken);
        return [.. messages.Select(m => QueueJson.ReadDeadLetter(m.Body)).OfType<DeadLetter>()];
    }
}
