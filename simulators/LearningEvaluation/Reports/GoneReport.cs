namespace Telemetry.LearningEvaluation.Reports;

/// <summary>How well roads that are gone are found.</summary>
/// <param name="Precision">0 to 1.</param>
/// <param name="Recall">0 to 1.</param>
public sealed record GoneReport(double Precision, double Recall);
