namespace Telemetry.Aws.Sqs.Model;

/// <summary>A message that was sent.</summary>
public sealed class SendMessageResponse
{
    /// <summary>Its id.</summary>
    public string? MessageId { get; set; }

    /// <summary>What SQS read.</summary>
    public string? MD5OfMessageBody { get; set; }
}
