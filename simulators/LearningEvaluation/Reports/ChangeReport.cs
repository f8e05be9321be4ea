namespace Telemetry.LearningEvaluation.Reports;

/// <summary>How fast a sign that changed is followed, and how often a limit changes that did not.</summary>
/// <param name="MedianPasses">Median of the sighted passes from the change until it is published right.</param>
/// <param name="P90Passes">Their 90th percentile.</param>
/// <param name="FalsePerSegmentDay">False changes per segment and day.</param>
public sealed record ChangeReport(double MedianPasses, double P90Passes, double FalsePerSegmentDay);
