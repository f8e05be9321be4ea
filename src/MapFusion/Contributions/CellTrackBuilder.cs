using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The pieces of one message off the network, cut by cells. A piece keeps one point beyond each edge of its cell, so that
/// neighbouring pieces overlap.
/// </summary>
internal sealed class CellTrackBuilder(DriveObservation drive, MatchedDrive match, ContributionNaming naming)
{
    // Shorter ones are noise beside a road, or a car park's exit.
    private const double ShortestM = 60;
    private const double SpacingM = 8;

    private readonly TripEnds _trip = TripEnds.Of(drive);

    public List<Contribution> Build()
    {
        var contributions = new List<Contribution>();
        foreach (var gap in match.Breaks.Where(gap => gap.Reason == BreakReason.OffNetwork))
        {
            var first = Math.Max(gap.FirstFix - 1, Math.Max(drive.ContextFrames - 1, 0));
            var last = Math.Min(gap.LastFix + 1, drive.Fixes.Count - 1);
            (first, last) = (Math.Max(first, _trip.First), Math.Min(last, _trip.Last));
            if (first >= last)
                continue;
            var points = Thin(first, last);
            if (Sphere.LengthM([.. points]) >= ShortestM)
                CutByCell(points, match.Fixes[first].IsMatched, match.Fixes[last].IsMatched, contributions);
        }

        return contributions;
    }

    private List<GeoPoint> Thin(int first, int last)
    {
        var points = new List<GeoPoint> { Rounded(drive.Fixes[first].Position) };
        for (var i = first + 1; i <= last; i++)
        {
            var point = Rounded(drive.Fixes[i].Position);
            if (Sphere.DistanceM(points[^1], point) >= SpacingM)
                points.Add(point);
        }

        return points;
    }

    private void CutByCell(List<GeoPoint> points, bool leavesRoad, bool joinsRoad, List<Contribution> contributions)
    {
        for (var begin = 0; begin < points.Count;)
        {
            var cell = CellGrid.Evidence.CellOf(points[begin]);
            var end = begin + 1;
            while (end < points.Count && end - begin < CellTrack.MostPoints - 2 && CellGrid.Evidence.CellOf(points[end]) == cell)
                end++;
            var (from, to) = (Math.Max(0, begin - 1), Math.Min(points.Count, end + 1));
            if (to - from >= 2)
                contributions.Add(Of(
                    GrainId.Of(cell), points[from..to], leavesRoad && from == 0, joinsRoad && to == points.Count));
            begin = end;
        }
    }

    private Contribution Of(GrainId grain, List<GeoPoint> points, bool leavesRoad, bool joinsRoad)
    {
        var track = new CellTrack
        {
            Vehicle = naming.VehicleOn(grain), Fleet = naming.Fleet,
            LeavesRoad = leavesRoad, JoinsRoad = joinsRoad, Points = points,
        };
        return new Contribution(grain, naming.NextId(grain, 0), naming.EventHour, default, track.Encode());
    }

    private static GeoPoint Rounded(GeoPoint point) => new(
        point.LonE7 / CellTrack.StepE7 * CellTrack.StepE7, point.LatE7 / CellTrack.StepE7 * CellTrack.StepE7);
}
