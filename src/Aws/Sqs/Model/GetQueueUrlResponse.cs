namespace Telemetry.Aws.Sqs.Model;

/// <summary>A queue's URL.</summary>
public sealed class GetQueueUrlResponse
{
    /// <summary>Names the queue in every other request.</summary>
    public string QueueUrl { get; set; } = "";
}
