namespace Telemetry.Aws.Sqs.Model;

/// <summary>What became of a batch's messages.</summary>
public sealed class SendMessageBatchResponse
{
    /// <summary>Those sent.</summary>
    public List<SendMessageBatchResultEntry>? Successful { get; set; }

    /// <summary>Those not sent.</summary>
    public List<BatchResultErrorEntry>? Failed { get; set; }
}
