namespace Telemetry.LearningEvaluation.Change;

/// <summary>A day on which other limits were published than the day before, though the world was the same.</summary>
/// <param name="Segment">The segment's id and the letter of its direction.</param>
/// <param name="LengthM">Its length.</param>
/// <param name="Day">Days since the first one.</param>
/// <param name="Truth">What truly holds.</param>
/// <param name="Before">The limits published the day before, in the way's order.</param>
/// <param name="After">The limits published on the day.</param>
public sealed record FalseChange(string Segment, double LengthM, int Day, string Truth, string Before, string After);
