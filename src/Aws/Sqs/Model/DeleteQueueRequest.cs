namespace Telemetry.Aws.Sqs.Model;

/// <summary>Deletes a queue.</summary>
public sealed class DeleteQueueRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }
}
