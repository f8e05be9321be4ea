namespace Telemetry.LoadTest.Posting;

/// <summary>What came of a body in the end.</summary>
/// <param name="Acknowledged">Frames that the receiver answered for with 202: accepted now, or known from an earlier attempt.</param>
/// <param name="Rejected">Frames that it refuses for good.</param>
/// <param name="Problem">Why frames were refused; null where none was.</param>
public readonly record struct PostOutcome(int Acknowledged, int Rejected, string? Problem = null);
