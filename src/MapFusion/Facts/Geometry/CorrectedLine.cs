using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>
/// A segment's line moved sideways. Its ends stay where the other roads of the junction meet it, and over the
/// stretch at either end of which fixes say nothing it goes over to the full shift. Vertices move across the line from the neighbour before
/// to the one behind, so that bends keep their shape; a vertex that would come to lie behind the one before it is left out, so
/// that tight bends make no loops.
/// </summary>
internal static class CorrectedLine
{
    // A vertex this near stands for the end of the transition.
    private const double NearM = 1;

    /// <param name="line">The segment's line.</param>
    /// <param name="rightM">Metres to the right in the line's order; negative to the left.</param>
    /// <returns>At least two positions on the grid of learned ones.</returns>
    public static List<GeoPoint> Of(SegmentLine line, double rightM)
    {
        var places = Places(line);
        var plane = new LocalProjection(line.PointAt(0));
        var points = places.Select(place => plane.ToPlane(line.PointAt(place))).ToList();
        var moved = new List<PlanarPoint> { points[0] };
        var from = points[0];
        for (var i = 1; i < points.Count - 1; i++)
        {
            var along = points[i + 1] - points[i - 1];
            var length = along.Length;
            if (length == 0)
                continue;
            var shift = rightM * Math.Min(1, Math.Min(places[i], places[^1] - places[i]) / OffsetPoints.EndOf(places[^1]));
            var point = points[i] + new PlanarPoint(along.Y, -along.X) * (shift / length);
            if (!LeadsOn(point - moved[^1], points[i] - from) || !LeadsOn(points[^1] - point, points[^1] - points[i]))
                continue;
            moved.Add(point);
            from = points[i];
        }

        moved.Add(points[^1]);
        return Rounded(moved, plane);
    }

    private static bool LeadsOn(PlanarPoint moved, PlanarPoint before) => moved.X * before.X + moved.Y * before.Y > 0;

    private static List<double> Places(SegmentLine line)
    {
        var endM = OffsetPoints.EndOf(line.LengthM);
        var places = new List<double>();
        for (var i = 0; i < line.Vertices; i++)
            places.Add(line.AlongOf(i));
        foreach (var place in (ReadOnlySpan<double>)[endM, line.LengthM - endM])
            if (!places.Exists(other => Math.Abs(other - place) < NearM))
                places.Add(place);
        places.Sort();
        return places;
    }

    private static List<GeoPoint> Rounded(List<PlanarPoint> points, LocalProjection plane)
    {
        var line = new List<GeoPoint>();
        foreach (var point in points)
        {
            var rounded = LearnedStep.Round(plane.ToGeo(point));
            if (line.Count == 0 || line[^1] != rounded)
                line.Add(rounded);
        }

        if (line.Count == 1)
            line.Add(line[0]);
        return line;
    }
}
