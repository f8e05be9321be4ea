namespace Telemetry.Aws.Sqs.Model;

/// <summary>Removes everything from a queue; SQS allows it once a minute.</summary>
public sealed class PurgeQueueRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }
}
