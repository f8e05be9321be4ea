namespace Telemetry.Aws.Sqs.Model;

/// <summary>Makes a queue, or finds it where it exists with the same attributes.</summary>
public sealed class CreateQueueRequest
{
    /// <summary>Up to 80 letters, digits, hyphens and underscores.</summary>
    public required string QueueName { get; set; }

    /// <summary>Attributes by name, as SQS names them.</summary>
    public Dictionary<string, string>? Attributes { get; set; }
}
