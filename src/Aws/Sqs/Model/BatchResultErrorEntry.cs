namespace Telemetry.Aws.Sqs.Model;

/// <summary>An entry of a batch that failed.</summary>
public sealed class BatchResultErrorEntry
{
    /// <summary>As in the batch.</summary>
    public string Id { get; set; } = "";

    /// <summary>The error's code.</summary>
    public string? Code { get; set; }

    /// <summary>The error in words.</summary>
    public string? Message { get; set; }

    /// <summary>True where sending it again does not help.</summary>
    public bool SenderFault { get; set; }
}
