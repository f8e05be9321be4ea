namespace Telemetry.Aws.Sqs.Model;

/// <summary>Changes a queue's attributes.</summary>
public sealed class SetQueueAttributesRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }

    /// <summary>By name.</summary>
    public required Dictionary<string, string> Attributes { get; set; }
}
