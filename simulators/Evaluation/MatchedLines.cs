using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.Evaluation;

/// <summary>Turns a matched drive into lines. Pure.</summary>
public static class MatchedLines
{
    /// <summary>One line per stretch, in the direction of travel; neighbouring points differ.</summary>
    public static IReadOnlyList<GeoPoint[]> Of(RoadGraph graph, MatchedDrive drive) => Of(graph, drive, 0);

    /// <summary>
    /// Likewise, from the last matched context frame on: what a message drove that the one before it did not.
    /// </summary>
    /// <param name="graph">The graph that was matched on.</param>
    /// <param name="drive">The match.</param>
    /// <param name="contextFrames">How many leading fixes are context; 0 gives all that was matched.</param>
    public static IReadOnlyList<GeoPoint[]> Of(RoadGraph graph, MatchedDrive drive, int contextFrames)
    {
        var lines = new List<GeoPoint[]>();
        foreach (var stretch in drive.Stretches)
        {
            if (stretch.LastFix < contextFrames)
                continue;
            var fromM = CountedFromM(drive, stretch, contextFrames);
            double driven = 0;
            var line = new List<GeoPoint>();
            foreach (var piece in stretch.Pieces)
            {
                var length = piece.LengthM;
                if (driven + length >= fromM)
                    Append(graph, WithoutBegin(piece, fromM - driven), line);
                driven += length;
            }

            lines.Add([.. line]);
        }

        return lines;
    }

    private static double CountedFromM(MatchedDrive drive, MatchedStretch stretch, int contextFrames)
    {
        for (var fix = Math.Min(contextFrames - 1, stretch.LastFix); fix >= stretch.FirstFix; fix--)
            if (drive.Fixes[fix].IsMatched)
                return drive.Fixes[fix].DrivenM;
        return 0;
    }

    private static PathPiece WithoutBegin(PathPiece piece, double metres) =>
        metres <= 0 ? piece : piece with { FromM = piece.Direction == TravelDirection.Forward ? piece.FromM + metres : piece.FromM - metres };

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
