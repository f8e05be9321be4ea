namespace Telemetry.Aws.Sqs.Model;

/// <summary>A queue's attributes.</summary>
public sealed class GetQueueAttributesResponse
{
    /// <summary>By name.</summary>
    public Dictionary<string, string>? Attributes { get; set; }
}
