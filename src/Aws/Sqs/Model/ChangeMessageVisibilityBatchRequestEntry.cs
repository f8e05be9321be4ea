namespace Telemetry.Aws.Sqs.Model;

/// <summary>A delivery to hide.</summary>
public sealed class ChangeMessageVisibilityBatchRequestEntry
{
    /// <summary>Unique within the batch.</summary>
    public required string Id { get; set; }

    /// <summary>As received.</summary>
    public required string ReceiptHandle { get; set; }

    /// <summary>From now, 0 to 43,200 s.</summary>
    public int VisibilityTimeout { get; set; }
}
