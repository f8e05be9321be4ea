namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>What the vehicles of one direction and epoch say.</summary>
/// <param name="Sign">1 in the way's order, -1 against it.</param>
/// <param name="Steady">Their offsets freed of each drive's own error.</param>
/// <param name="Plain">Their offsets as measured.</param>
/// <param name="LaneVarianceM2">What no number of vehicles tells: how unevenly the direction's lanes are used.</param>
internal readonly record struct DirectionMean(int Sign, RobustMean Steady, RobustMean Plain, double LaneVarianceM2);
