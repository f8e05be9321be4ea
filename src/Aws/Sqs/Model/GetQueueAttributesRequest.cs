namespace Telemetry.Aws.Sqs.Model;

/// <summary>Reads a queue's attributes.</summary>
public sealed class GetQueueAttributesRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }

    /// <summary>Which ones.</summary>
    public required List<string> AttributeNames { get; set; }
}
