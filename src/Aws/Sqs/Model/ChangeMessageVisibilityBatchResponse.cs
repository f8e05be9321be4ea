namespace Telemetry.Aws.Sqs.Model;

/// <summary>What became of the deliveries.</summary>
public sealed class ChangeMessageVisibilityBatchResponse
{
    /// <summary>Those hidden.</summary>
    public List<ChangeMessageVisibilityBatchResultEntry>? Successful { get; set; }

    /// <summary>Those not: their hold has lapsed.</summary>
    public List<BatchResultErrorEntry>? Failed { get; set; }
}
