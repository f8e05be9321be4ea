namespace Telemetry.Contracts.Http;

/// <summary>The body of <c>GET /v1/receipts/{id}</c>: what became of the accepted messages.</summary>
/// <param name="ReceiptId">As asked for.</param>
/// <param name="State">One of <see cref="ReceiptStates"/>.</param>
/// <param name="Messages">Messages that the receipt covers.</param>
/// <param name="Frames">Their frames, context frames included.</param>
/// <param name="Matched">Counted frames that were matched to a road; 0 until applied.</param>
/// <param name="Error">Why messages were given up; null where none was.</param>
public sealed record ReceiptStatus(string ReceiptId, string State, int Messages, int Frames, int Matched, string? Error);
