namespace Telemetry.CostModel;

/// <summary>Roads of one kind.</summary>
/// <param name="OfSegments">Their share of the segments, over 0 to 1.</param>
/// <param name="OfPasses">Their share of the passes, 0 to 1.</param>
public sealed record TrafficShare(double OfSegments, double OfPasses);
