using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The message as one line of metres driven, from 0 at the first fix: along the network where it is matched, straight from
/// fix to fix where it is not.
/// </summary>
internal sealed class Odometer
{
    private const double TurnDeg = 50;

    private readonly double[] _fixM;
    private readonly double[] _stretchM;

    private Odometer(double[] fixM, double[] stretchM, IReadOnlyList<DrivenPiece> pieces) =>
        (_fixM, _stretchM, Pieces) = (fixM, stretchM, pieces);

    /// <summary>All pieces in the order driven.</summary>
    public IReadOnlyList<DrivenPiece> Pieces { get; }

    public static Odometer Of(IReadOnlyList<Fix> fixes, MatchedDrive drive, RoadGraph graph)
    {
        var fixM = new double[fixes.Count];
        var stretchM = new double[drive.Stretches.Count];
        var stretch = -1;
        for (var i = 0; i < fixM.Length; i++)
        {
            var match = drive.Fixes[i];
            if (!match.IsMatched || match.Stretch != stretch)
                fixM[i] = i == 0 ? 0 : fixM[i - 1] + Sphere.DistanceM(fixes[i - 1].Position, fixes[i].Position);
            if (!match.IsMatched)
                continue;
            if (match.Stretch != stretch)
            {
                stretch = match.Stretch;
                stretchM[stretch] = fixM[i] - match.DrivenM;
            }

            fixM[i] = stretchM[stretch] + match.DrivenM;
        }

        return new Odometer(fixM, stretchM, PiecesOf(drive, graph, stretchM));
    }

    /// <summary>Odometer reading at a fix.</summary>
    public double At(int fix) => _fixM[fix];

    /// <summary>Odometer reading where a stretch begins.</summary>
    public double BeginOf(int stretch) => _stretchM[stretch];

    private static List<DrivenPiece> PiecesOf(MatchedDrive drive, RoadGraph graph, double[] stretchM)
    {
        var pieces = new List<DrivenPiece>();
        for (var s = 0; s < drive.Stretches.Count; s++)
        {
            var path = drive.Stretches[s].Pieces;
            var begin = stretchM[s];
            // Where the match is interrupted the car may have turned unseen.
            var turn = s == 0 ? double.NegativeInfinity : begin;
            for (var i = 0; i < path.Count; i++)
            {
                if (i > 0 && IsTurn(graph, path[i - 1], path[i]))
                    turn = begin;
                pieces.Add(new DrivenPiece(s, i, path[i], begin, turn, i + 1 < path.Count));
                begin += path[i].LengthM;
            }
        }

        return pieces;
    }

    private static bool IsTurn(RoadGraph graph, PathPiece from, PathPiece to) =>
        graph.Segment(from.SegmentIndex).OsmWayId != graph.Segment(to.SegmentIndex).OsmWayId &&
        Sphere.AngleBetweenDeg(
            graph.BearingAt(from.SegmentIndex, from.ToM, from.Direction),
            graph.BearingAt(to.SegmentIndex, to.FromM, to.Direction)) >= TurnDeg;
}
