namespace Telemetry.Contracts.Http;

/// <summary>A message that was rejected whole.</summary>
/// <param name="Message">Its index in the batch.</param>
/// <param name="Frame">The index of the first frame at fault; null where the message's own fields are.</param>
/// <param name="Reason">A stable code of <see cref="Validation.RejectReason"/>, for example <c>too_late</c>.</param>
/// <param name="Field">The path of the field, for example <c>messages[0].frames[3].latitudeDeg</c>.</param>
/// <param name="Detail">What is wrong, in words.</param>
public sealed record RejectedMessage(int Message, int? Frame, string Reason, string Field, string Detail);
