namespace Telemetry.Aws.Sqs.Model;

/// <summary>A message received.</summary>
public sealed class Message
{
    /// <summary>Its id.</summary>
    public string MessageId { get; set; } = "";

    /// <summary>Names this delivery.</summary>
    public string ReceiptHandle { get; set; } = "";

    /// <summary>Its text.</summary>
    public string Body { get; set; } = "";

    /// <summary>Those asked for.</summary>
    public Dictionary<string, string>? Attributes { get; set; }
}
