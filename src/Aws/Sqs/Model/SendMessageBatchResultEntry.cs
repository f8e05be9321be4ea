namespace Telemetry.Aws.Sqs.Model;

/// <summary>A message of a batch that was sent.</summary>
public sealed class SendMessageBatchResultEntry
{
    /// <summary>As in the batch.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its id.</summary>
    public string? MessageId { get; set; }
}
