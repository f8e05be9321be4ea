using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The pieces of one message off the network, cut by cells. A piece reaches 50 m beyond the edges of its cell, so that a cell knows all
/// that was driven along an edge, and where the edge is crossed. What a road of the map explains is left out (<see cref="KnownWay"/>).
/// </summary>
internal sealed class CellTrackBuilder(DriveObservation drive, MatchedDrive match, RoadGraph graph, ContributionNaming naming)
{
    // Shorter ones are noise beside a road, or a car park's exit.
    private const double ShortestM = 60;
    private const double SpacingM = 8;
    private const double BeyondM = 50;
    private const double WidestE7 = 1_000_000;

    private readonly TripEnds _trip = TripEnds.Of(drive);
    private readonly KnownWay _known = new(graph);

    public List<Contribution> Build()
    {
        var contributions = new List<Contribution>();
        foreach (var gap in match.Breaks.Where(gap => gap.Reason == BreakReason.OffNetwork))
        {
            if (_known.Explains(drive.Fixes, match, gap))
                continue;
            var first = Math.Max(gap.FirstFix - 1, Math.Max(drive.ContextFrames - 1, 0));
            var last = Math.Min(gap.LastFix + 1, drive.Fixes.Count - 1);
            (first, last) = (Math.Max(first, _trip.First), Math.Min(last, _trip.Last));
            if (first >= last)
                continue;
            var points = Thin(first, last);
            if (Sphere.LengthM([.. points.Select(point => point.At)]) >= ShortestM)
                CutByCell(points, match.Fixes[first].IsMatched, match.Fixes[last].IsMatched, contributions);
        }

        return contributions;
    }

    private List<TrackPoint> Thin(int first, int last)
    {
        var points = new List<TrackPoint> { PointOf(drive.Fixes[first]) };
        for (var i = first + 1; i <= last; i++)
        {
            var point = PointOf(drive.Fixes[i]);
            if (Sphere.DistanceM(points[^1].At, point.At) >= SpacingM)
                points.Add(point);
        }

        return points;
    }

    private void CutByCell(List<TrackPoint> points, bool leavesRoad, bool joinsRoad, List<Contribution> contributions)
    {
        foreach (var cell in points.SelectMany(point => CellGrid.Evidence.CellsIn(Around(point.At))).Distinct().Order())
        {
            for (var begin = 0; begin < points.Count; begin++)
            {
                if (!Concerns(points[begin], cell))
                    continue;
                var end = begin + 1;
                while (end < points.Count && end - begin < CellTrack.MostPoints && Concerns(points[end], cell))
                    end++;
                if (end - begin >= 2)
                    contributions.Add(Of(
                        GrainId.Of(cell), points[begin..end], leavesRoad && begin == 0, joinsRoad && end == points.Count));
                begin = end - 1;
            }
        }
    }

    private static bool Concerns(TrackPoint point, CellId cell) => Around(point.At).Intersects(CellGrid.Evidence.BoxOf(cell));

    private static GeoBox Around(GeoPoint point)
    {
        var height = (int)(BeyondM / Sphere.MetresPerUnit);
        var width = (int)Math.Min(height / Math.Max(Math.Cos(point.LatDeg * Math.PI / 180), 1e-3), WidestE7);
        return new GeoBox(
            Math.Max(point.LonE7 - width, -1_800_000_000), Math.Max(point.LatE7 - height, -900_000_000),
            Math.Min(point.LonE7 + width, 1_800_000_000), Math.Min(point.LatE7 + height, 900_000_000));
    }

    private Contribution Of(GrainId grain, List<TrackPoint> points, bool leavesRoad, bool joinsRoad)
    {
        var track = new CellTrack
        {
            Vehicle = naming.VehicleOn(grain), Fleet = naming.Fleet,
            LeavesRoad = leavesRoad, JoinsRoad = joinsRoad,
            Points = [.. points.Select(point => point.At)], Headings = [.. points.Select(point => point.Heading)],
        };
        return new Contribution(grain, naming.NextId(grain, 0), naming.EventHour, default, track.Encode());
    }

    private static TrackPoint PointOf(Fix fix) => new(
        new GeoPoint(
            fix.Position.LonE7 / CellTrack.StepE7 * CellTrack.StepE7, fix.Position.LatE7 / CellTrack.StepE7 * CellTrack.StepE7),
        CellTrack.HeadingOf(fix.HeadingDeg, fix.SpeedMps));

    private readonly record struct TrackPoint(GeoPoint At, byte Heading);
}
