namespace Telemetry.Contracts.Client;

/// <summary>A part of a batch that the receiver did not take.</summary>
public sealed record RejectedFrame
{
    /// <summary>Index of the message in the batch.</summary>
    public int Message { get; init; }

    /// <summary>Index of the frame in the message; null where the whole message was rejected.</summary>
    public int? Frame { get; init; }

    /// <summary>Why, for example <c>too_late</c>.</summary>
    public string Reason { get; init; } = "";
}
