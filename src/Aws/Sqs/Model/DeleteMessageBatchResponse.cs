namespace Telemetry.Aws.Sqs.Model;

/// <summary>What became of the deliveries.</summary>
public sealed class DeleteMessageBatchResponse
{
    /// <summary>Those removed.</summary>
    public List<DeleteMessageBatchResultEntry>? Successful { get; set; }

    /// <summary>Those not removed.</summary>
    public List<BatchResultErrorEntry>? Failed { get; set; }
}
