namespace Telemetry.Aws.Sqs.Model;

/// <summary>Hides up to ten messages for another time.</summary>
public sealed class ChangeMessageVisibilityBatchRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }

    /// <summary>The deliveries.</summary>
    public required List<ChangeMessageVisibilityBatchRequestEntry> Entries { get; set; }
}
