namespace Telemetry.RoadNetwork.Graph;

/// <summary>The point of a segment that is nearest to some position.</summary>
/// <param name="SegmentIndex">The segment's index in the graph.</param>
/// <param name="AlongM">Metres along the segment in the way's order.</param>
/// <param name="LateralM">
/// Metres from the nearest piece's line (drawn on beyond its ends) to the position, positive to the right in the way's order.
/// </param>
/// <param name="DistanceM">Metres from the nearest point to the position, 0 or more.</param>
/// <param name="BearingDeg">Bearing of the nearest piece in the way's order, clockwise from north, 0 to below 360.</param>
public readonly record struct NearSegment(
    int SegmentIndex, double AlongM, double LateralM, double DistanceM, double BearingDeg);
