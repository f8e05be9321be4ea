using Telemetry.Contracts.Geography;

namespace Telemetry.MapMatching.Model;

/// <summary>A part of a segment that was driven without a break.</summary>
/// <param name="SegmentIndex">The segment's index in the graph that was matched on.</param>
/// <param name="Direction">Direction of travel.</param>
/// <param name="FromM">
/// Where driving began, metres along the segment in the way's order; above <see cref="ToM"/> when driving backward.
/// </param>
/// <param name="ToM">Where driving ended, metres along the segment in the way's order.</param>
public readonly record struct PathPiece(int SegmentIndex, TravelDirection Direction, double FromM, double ToM)
{
    /// <summary>Metres driven, 0 or more.</summary>
    public double LengthM => Math.Abs(ToM - FromM);
}
