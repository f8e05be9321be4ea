namespace Telemetry.Evaluation;

/// <summary>How drives are cut into messages that are matched one by one, as vehicles send them.</summary>
/// <param name="Frames">New fixes in a message, at least 2; the last message of a drive may hold fewer.</param>
/// <param name="ContextFrames">Fixes that a message repeats from the end of the one before: matched, never counted. 0 or more.</param>
public sealed record MessageCut(int Frames, int ContextFrames);
