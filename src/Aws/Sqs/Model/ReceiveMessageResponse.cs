namespace Telemetry.Aws.Sqs.Model;

/// <summary>Messages received.</summary>
public sealed class ReceiveMessageResponse
{
    /// <summary>Null or empty where there were none.</summary>
    public List<Message>? Messages { get; set; }
}
