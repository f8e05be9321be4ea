namespace Telemetry.Aws.Sqs.Model;

/// <summary>A message of a batch.</summary>
public sealed class SendMessageBatchRequestEntry
{
    /// <summary>Unique within the batch.</summary>
    public required string Id { get; set; }

    /// <summary>Its text.</summary>
    public required string MessageBody { get; set; }
}
