namespace Telemetry.Aws.Sqs.Model;

/// <summary>Removes up to ten messages.</summary>
public sealed class DeleteMessageBatchRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }

    /// <summary>The deliveries.</summary>
    public required List<DeleteMessageBatchRequestEntry> Entries { get; set; }
}
