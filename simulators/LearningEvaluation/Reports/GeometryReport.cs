namespace Telemetry.LearningEvaluation.Reports;

/// <summary>How well shifted lines are put right.</summary>
/// <param name="MedianM">Median error in metres.</param>
/// <param name="P90M">90th percentile of the error in metres.</param>
/// <param name="OracleRatio">The median error over that of the same estimator given perfect matching.</param>
/// <param name="Segments">Segments judged.</param>
public sealed record GeometryReport(double MedianM, double P90M, double OracleRatio, int Segments);
