namespace Telemetry.Aws.Sqs.Model;

/// <summary>Sends up to ten messages.</summary>
public sealed class SendMessageBatchRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }

    /// <summary>The messages.</summary>
    public required List<SendMessageBatchRequestEntry> Entries { get; set; }
}
