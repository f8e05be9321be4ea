namespace Telemetry.Receiver.Recent;

/// <summary>Who brought a message first.</summary>
/// <param name="Submission">The post it came in.</param>
/// <param name="Index">Its place among that post's accepted messages.</param>
internal readonly record struct Claim(Submission Submission, int Index);
