namespace Telemetry.LearningEvaluation.Reports;

/// <summary>How well roads that the base map lacks are found.</summary>
/// <param name="Precision">0 to 1.</param>
/// <param name="Recall">0 to 1.</param>
/// <param name="FScore">Their harmonic mean.</param>
public sealed record MissingReport(double Precision, double Recall, double FScore);
