namespace Telemetry.Aws.Sqs.Model;

/// <summary>Sends one message.</summary>
public sealed class SendMessageRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }

    /// <summary>Up to 256 KiB of text.</summary>
    public required string MessageBody { get; set; }
}
