namespace Telemetry.Aws.Sqs.Model;

/// <summary>A delivery that was removed.</summary>
public sealed class DeleteMessageBatchResultEntry
{
    /// <summary>As in the batch.</summary>
    public string Id { get; set; } = "";
}
