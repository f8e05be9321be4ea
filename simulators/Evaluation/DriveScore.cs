namespace Telemetry.Evaluation;

/// <summary>How well one drive was matched.</summary>
/// <param name="Id">The drive.</param>
/// <param name="Precision">Share of the matched length that was driven, 0 to 1.</param>
/// <param name="Recall">Share of the driven length that was matched, 0 to 1.</param>
/// <param name="WrongM">Matched metres that were not driven, and driven metres that were not matched, together.</param>
/// <param name="Breaks">Interruptions of the matched route.</param>
public sealed record DriveScore(string Id, double Precision, double Recall, double WrongM, int Breaks);
