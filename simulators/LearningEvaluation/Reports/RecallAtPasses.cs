namespace Telemetry.LearningEvaluation.Reports;

/// <summary>Recall among the removed roads of a range of passes.</summary>
/// <param name="FromPasses">Fewest passes; the range ends before the next one's.</param>
/// <param name="Roads">Roads in the range.</param>
/// <param name="Samples">Their samples far enough from kept roads.</param>
/// <param name="Recall">Share of those found, 0 to 1; 1 where there are none.</param>
public sealed record RecallAtPasses(int FromPasses, int Roads, int Samples, double Recall);
