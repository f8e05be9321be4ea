namespace Telemetry.Aws.Sqs.Model;

/// <summary>Receives messages and hides them from others.</summary>
public sealed class ReceiveMessageRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; set; }

    /// <summary>1 to 10.</summary>
    public int MaxNumberOfMessages { get; set; }

    /// <summary>How long to wait for the first, 0 to 20 s.</summary>
    public int WaitTimeSeconds { get; set; }

    /// <summary>How long to hide them, 0 to 43,200 s.</summary>
    public int VisibilityTimeout { get; set; }

    /// <summary>Which attributes to tell.</summary>
    public List<string>? MessageSystemAttributeNames { get; set; }
}
