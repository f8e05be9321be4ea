namespace Telemetry.Aws.Sqs.Model;

/// <summary>A delivery to remove.</summary>
public sealed class DeleteMessageBatchRequestEntry
{
    /// <summary>Unique within the batch.</summary>
    public required string Id { get; set; }

    /// <summary>As received.</summary>
    public required string ReceiptHandle { get; set; }
}
