namespace Telemetry.RoadNetwork.Import;

/// <summary>A sign's node met as a vertex of a segment, or a place on a segment near a sign.</summary>
/// <param name="Segment">Index of the segment in the order of cutting.</param>
/// <param name="AlongM">Metres along the segment in the way's order.</param>
/// <param name="BearingDeg">Bearing of the segment there, in the way's order.</param>
internal readonly record struct SignSighting(int Segment, double AlongM, double BearingDeg);
