namespace Telemetry.Aws.Sqs.Model;

/// <summary>Finds a queue.</summary>
public sealed class GetQueueUrlRequest
{
    /// <summary>Its name.</summary>
    public required string QueueName { get; set; }
}
