namespace Telemetry.Aws.Sqs.Model;

/// <summary>A delivery that was hidden.</summary>
public sealed class ChangeMessageVisibilityBatchResultEntry
{
    /// <summary>As in the batch.</summary>
    public string Id { get; set; } = "";
}
