using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Contributions.Offsets;

/// <summary>
/// Gathers a message's fixes into measurements of the offset, in time order. Only fixes well inside their segment count: near a
/// junction a fix may belong to either road, a car that turns cuts the corner, and a line's ends lie where other roads meet.
/// </summary>
internal static class OffsetPoints
{
    /// <summary>Metres at either end of a segment that say nothing, or a third of a shorter segment.</summary>
    public const double EndM = 20;

    // Fixes this near in time say little that the others do not.
    private const double ShortestS = 5;
    private const int MostPerPiece = 4;

    private const double LargestOffM = 40;
    private const double LargestTurnDeg = 45;
    private const double SlowestWithHeadingMps = 1.5;

    /// <summary>The length at either end of a segment that says nothing.</summary>
    public static double EndOf(double lengthM) => Math.Min(EndM, lengthM / 3);

    public static List<OffsetPoint> Of(DriveObservation drive, MatchedDrive match, RoadGraph graph, TripEnds trip)
    {
        var points = new List<OffsetPoint>();
        for (var first = trip.First; first <= trip.Last;)
        {
            var last = first;
            while (last < trip.Last && IsOn(match, last + 1, match.Fixes[first]))
                last++;
            if (match.Fixes[first].IsMatched)
                AddPiece(points, drive, match, graph, first, last);
            first = last + 1;
        }

        return points;
    }

    private static bool IsOn(MatchedDrive match, int fix, FixMatch other) =>
        match.Fixes[fix].Stretch == other.Stretch && match.Fixes[fix].Piece == other.Piece;

    private static void AddPiece(
        List<OffsetPoint> points, DriveObservation drive, MatchedDrive match, RoadGraph graph, int first, int last)
    {
        var piece = match.Stretches[match.Fixes[first].Stretch].Pieces[match.Fixes[first].Piece];
        var lane = LanePosition.Of(graph.Segment(piece.SegmentIndex), piece.Direction);
        var stepMs = Math.Max(ShortestS * 1_000, (drive.Fixes[last].TimeMs - drive.Fixes[first].TimeMs) / (double)MostPerPiece);
        for (var begin = first; begin <= last;)
        {
            var end = begin + 1;
            while (end <= last && drive.Fixes[end].TimeMs - drive.Fixes[begin].TimeMs < stepMs)
                end++;
            if (PointOf(drive, match, graph, piece, lane, begin, end) is { } point)
                points.Add(point);
            begin = end;
        }
    }

    private static OffsetPoint? PointOf(
        DriveObservation drive, MatchedDrive match, RoadGraph graph, PathPiece piece, LanePosition lane, int begin, int end)
    {
        var lengthM = graph.LengthM(piece.SegmentIndex);
        var endM = EndOf(lengthM);
        var sign = piece.Direction == Contracts.Geography.TravelDirection.Forward ? 1 : -1;
        var (fixes, counts) = (0, false);
        double seconds = 0, right = 0, scale = 0, sin = 0, cos = 0;
        for (var i = begin; i < end; i++)
        {
            var fix = drive.Fixes[i];
            var place = match.Fixes[i];
            if (place.AlongM < endM || place.AlongM > lengthM - endM || Math.Abs(place.LateralM) > LargestOffM)
                continue;
            var bearing = graph.BearingAt(piece.SegmentIndex, place.AlongM, piece.Direction);
            if (fix.SpeedMps >= SlowestWithHeadingMps && Sphere.AngleBetweenDeg(fix.HeadingDeg, bearing) > LargestTurnDeg)
                continue;
            fixes++;
            counts |= i >= drive.ContextFrames;
            seconds += (fix.TimeMs - drive.Fixes[0].TimeMs) / 1_000.0;
            right += sign * place.LateralM - lane.RightM;
            scale += PositionErrorModel.ScaleM(fix.AccuracyM);
            var (s, c) = Math.SinCos(bearing * Math.PI / 180);
            (sin, cos) = (sin + s, cos + c);
        }

        return fixes == 0 ? null : new OffsetPoint(
            piece.SegmentIndex, sign, (match.Fixes[begin].Stretch, match.Fixes[begin].Piece), seconds / fixes, right / fixes,
            Math.Atan2(sin, cos), scale / fixes, fixes, lane.VarianceM2, counts);
    }
}
