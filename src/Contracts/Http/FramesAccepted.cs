namespace Telemetry.Contracts.Http;

/// <summary>
/// The body of 202 to <c>POST /v1/frames</c>: everything counted here as accepted or duplicate is durable and queued.
/// </summary>
/// <param name="ReceiptId">Names the accepted messages for <c>GET /v1/receipts/{id}</c>; opaque, good for 24 hours.</param>
/// <param name="Messages">Messages in the batch, whatever became of them.</param>
/// <param name="Accepted">Frames accepted, context frames included.</param>
/// <param name="Duplicate">Frames of messages that were seen before, within the batch or a short while ago.</param>
/// <param name="Rejected">Messages rejected whole, in the batch's order; send none of them again.</param>
public sealed record FramesAccepted(
    string ReceiptId, int Messages, int Accepted, int Duplicate, IReadOnlyList<RejectedMessage> Rejected);
