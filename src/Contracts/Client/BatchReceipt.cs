namespace Telemetry.Contracts.Client;

/// <summary>What the receiver answers to a batch that it took; in JSON with snake-case names.</summary>
public sealed record BatchReceipt
{
    /// <summary>Asks <c>GET /v1/receipts/{id}</c> for what became of the batch.</summary>
    public string ReceiptId { get; init; } = "";

    /// <summary>Messages in the batch.</summary>
    public int Messages { get; init; }

    /// <summary>Frames taken.</summary>
    public int Accepted { get; init; }

    /// <summary>Frames of messages that the receiver had taken before.</summary>
    public int Duplicate { get; init; }

    /// <summary>What was not taken, and why.</summary>
    public IReadOnlyList<RejectedFrame> Rejected { get; init; } = [];
}
