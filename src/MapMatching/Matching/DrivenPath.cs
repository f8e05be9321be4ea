using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// A path along the network under construction: parts of directed edges end to end, positions in metres from each edge's begin in
/// the direction of travel. It only ever grows forward. Reused from stretch to stretch.
/// </summary>
internal sealed class DrivenPath(RoadGraph graph)
{
    private readonly List<Part> _parts = [];
    // The first part that is not wholly behind the last projection.
    private int _at;

    /// <summary>Length of the whole path in metres.</summary>
    public double LengthM => _parts[^1].EndM;

    /// <summary>Starts anew at a place.</summary>
    public void Begin(int edge, double positionM)
    {
        _parts.Clear();
        _at = 0;
        _parts.Add(new Part(edge, positionM, positionM, 0));
    }

    /// <summary>Drives on along the edge at hand; a place behind the vehicle leaves it where it is.</summary>
    public void AdvanceTo(double positionM)
    {
        var part = _parts[^1];
        _parts[^1] = part with { ToM = Math.Max(part.ToM, positionM) };
    }

    /// <summary>Turns around on the road and drives to a place on the edge back, by the shortest way.</summary>
    public void TurnTo(double positionM)
    {
        var length = graph.EdgeLengthM(_parts[^1].Edge);
        AdvanceTo(length - positionM);
        var back = length - _parts[^1].ToM;
        _parts.Add(new Part(RoadGraph.Reverse(_parts[^1].Edge), back, Math.Max(back, positionM), LengthM));
    }

    /// <summary>Drives to the end of the edge at hand and on to a place on the next.</summary>
    public void FollowTo(int edge, double positionM)
    {
        AdvanceTo(graph.EdgeLengthM(_parts[^1].Edge));
        _parts.Add(new Part(edge, 0, positionM, LengthM));
    }

    /// <summary>Takes parts without length off both ends, as long as one part remains.</summary>
    public void Trim()
    {
        while (_parts.Count > 1 && _parts[^1].ToM <= _parts[^1].FromM)
            _parts.RemoveAt(_parts.Count - 1);
        var empty = 0;
        while (empty < _parts.Count - 1 && _parts[empty].ToM <= _parts[empty].FromM)
            empty++;
        _parts.RemoveRange(0, empty);
    }

    /// <summary>The path as pieces of segments.</summary>
    public PathPiece[] Pieces()
    {
        var pieces = new PathPiece[_parts.Count];
        for (var i = 0; i < pieces.Length; i++)
        {
            var part = _parts[i];
            pieces[i] = new PathPiece(
                RoadGraph.SegmentOf(part.Edge), RoadGraph.DirectionOf(part.Edge), Along(part.Edge, part.FromM), Along(part.Edge, part.ToM));
        }

        return pieces;
    }

    /// <summary>
    /// The place nearest to a position between two marks of metres driven, the first among equals, with its distance. Marks
    /// never fall from call to call.
    /// </summary>
    public (FixMatch Match, double DistanceM) Project(GeoPoint position, double fromM, double toM, int stretch)
    {
        while (_at < _parts.Count - 1 && _parts[_at].EndM < fromM)
            _at++;
        (FixMatch Match, double DistanceM) best = (FixMatch.None, double.PositiveInfinity);
        for (var i = _at; i < _parts.Count && (i == _at || _parts[i].StartM <= toM); i++)
        {
            var part = _parts[i];
            var low = Math.Clamp(part.FromM + fromM - part.StartM, part.FromM, part.ToM);
            var high = Math.Clamp(part.FromM + toM - part.StartM, low, part.ToM);
            double a = Along(part.Edge, low), b = Along(part.Edge, high);
            var near = graph.NearestOn(RoadGraph.SegmentOf(part.Edge), position, Math.Min(a, b), Math.Max(a, b));
            if (near.DistanceM >= best.DistanceM)
                continue;
            var driven = part.StartM + Math.Clamp(Along(part.Edge, near.AlongM), low, high) - part.FromM;
            best = (new FixMatch(stretch, i, near.AlongM, near.LateralM, driven), near.DistanceM);
        }

        return best;
    }

    /// <summary>Turns a position in the direction of travel into metres in the way's order, and back.</summary>
    private double Along(int edge, double positionM) =>
        RoadGraph.DirectionOf(edge) == TravelDirection.Forward ? positionM : graph.EdgeLengthM(edge) - positionM;

    private readonly record struct Part(int Edge, double FromM, double ToM, double StartM)
    {
        public double EndM => StartM + ToM - FromM;
    }
}
