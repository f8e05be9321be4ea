namespace Telemetry.MapFusion.Contributions.Offsets;

/// <summary>Neighbouring fixes of a message on one piece of its path, as one measurement of the offset.</summary>
/// <param name="Segment">Index of the segment in the graph.</param>
/// <param name="Sign">1 when driving in the way's order, -1 against it.</param>
/// <param name="Place">Stretch and piece of the path.</param>
/// <param name="TimeS">Mean time in seconds from the message's first fix.</param>
/// <param name="RightM">
/// Mean offset from the segment's line less that of the lanes, metres to the right in driving direction.
/// </param>
/// <param name="BearingRad">Direction of travel, clockwise from north.</param>
/// <param name="ScaleM">Standard deviation of position per axis as the receiver claims it, within bounds.</param>
/// <param name="Fixes">How many fixes, 1 or more.</param>
/// <param name="LaneVarianceM2">How far lanes spread about their mean.</param>
/// <param name="Counts">True where a fix is among them that counts: no context.</param>
internal readonly record struct OffsetPoint(
    int Segment, int Sign, (int Stretch, int Piece) Place, double TimeS, double RightM, double BearingRad, double ScaleM,
    int Fixes, double LaneVarianceM2, bool Counts);
