using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.Evaluation;

/// <summary>Turns a matched drive into lines. Pure.</summary>
public static class MatchedLines
{
    /// <summary>One line per stretch, in the direction of travel; neighbouring points differ.</summary>
    public static IReadOnlyList<GeoPoint[]> Of(RoadGraph graph, MatchedDrive drive)
    {
        var lines = new List<GeoPoint[]>();
        foreach (var stretch in drive.Stretches)
        {
            var line = new List<GeoPoint>();
            foreach (var piece in stretch.Pieces)
                Append(graph, piece, line);
            lines.Add([.. line]);
        }

        return lines;
    }

    private static void Append(RoadGraph graph, PathPiece piece, List<GeoPoint> line)
    {
        double low = Math.Min(piece.FromM, piece.ToM), high = Math.Max(piece.FromM, piece.ToM);
        var part = new List<GeoPoint> { graph.PointAt(piece.SegmentIndex, low) };
        var vertices = graph.Line(piece.SegmentIndex);
        double along = 0;
        for (var i = 1; i < vertices.Length; i++)
        {
            along += RoadNetwork.Geometry.Sphere.DistanceM(vertices[i - 1], vertices[i]);
            if (along > low && along < high)
                part.Add(vertices[i]);
        }

        part.Add(graph.PointAt(piece.SegmentIndex, high));
        if (piece.Direction == TravelDirection.Backward)
            part.Reverse();
        foreach (var point in part)
            if (line.Count == 0 || line[^1] != point)
                line.Add(point);
    }
}
