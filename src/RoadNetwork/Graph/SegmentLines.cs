using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Graph;

/// <summary>
/// The lines of all segments in flat arrays: points of segment i at <c>_first[i]</c> to <c>_first[i + 1] - 1</c>, and at the
/// same places the metres along the segment and the bearing of the piece that begins there.
/// </summary>
internal sealed class SegmentLines
{
    private readonly int[] _first;
    private readonly GeoPoint[] _points;
    private readonly double[] _alongM;
    private readonly double[] _bearingDeg;
    // Asked for at every step of a search.
    private readonly double[] _lengthM;

    public SegmentLines(IReadOnlyList<RoadSegment> segments)
    {
        _first = new int[segments.Count + 1];
        for (var i = 0; i < segments.Count; i++)
            _first[i + 1] = _first[i] + segments[i].Line.Length;
        _points = new GeoPoint[_first[^1]];
        _alongM = new double[_points.Length];
        _bearingDeg = new double[_points.Length];
        for (var i = 0; i < segments.Count; i++)
            Lay(segments[i].Line.AsSpan(), _first[i]);
        _lengthM = new double[segments.Count];
        for (var i = 0; i < segments.Count; i++)
            _lengthM[i] = _alongM[_first[i + 1] - 1];
    }

    /// <summary>Points of all lines together.</summary>
    public int PointCount => _points.Length;

    public ReadOnlySpan<GeoPoint> Line(int segment) => _points.AsSpan(_first[segment].._first[segment + 1]);

    public double LengthM(int segment) => _lengthM[segment];

    public int FirstPoint(int segment) => _first[segment];

    public int LastPoint(int segment) => _first[segment + 1] - 1;

    public GeoPoint PointOf(int point) => _points[point];

    public GeoPoint PointAt(int segment, double alongM)
    {
        var piece = PieceAt(segment, alongM);
        var length = _alongM[piece + 1] - _alongM[piece];
        var fraction = Math.Clamp((alongM - _alongM[piece]) / length, 0, 1);
        var from = new LocalProjection(_points[piece]);
        return fraction switch
        {
            0 => _points[piece],
            1 => _points[piece + 1],
            _ => from.ToGeo(from.ToPlane(_points[piece + 1]) * fraction),
        };
    }

    public double BearingAt(int segment, double alongM) => _bearingDeg[PieceAt(segment, alongM)];

    /// <summary>The nearest point of one piece; <paramref name="piece"/> is the index of the point it begins at.</summary>
    public NearSegment NearestOn(int segment, int piece, in LocalProjection from)
    {
        var a = from.ToPlane(_points[piece]);
        var b = from.ToPlane(_points[piece + 1]);
        var d = b - a;
        var length = d.Length;
        var fraction = length > 0 ? Math.Clamp(-(a.X * d.X + a.Y * d.Y) / (length * length), 0, 1) : 0;
        var nearest = a + d * fraction;
        // The position is the origin: its offset to the right of the piece is the cross product of direction and begin.
        var lateral = length > 0 ? (d.X * a.Y - d.Y * a.X) / length : 0;
        var along = _alongM[piece] + (_alongM[piece + 1] - _alongM[piece]) * fraction;
        return new NearSegment(segment, along, lateral, nearest.Length, _bearingDeg[piece]);
    }

    /// <summary>The nearest point on the part of a segment between two places; the first among equals.</summary>
    public NearSegment NearestOn(int segment, in LocalProjection from, double fromM, double toM)
    {
        var last = PieceAt(segment, toM);
        var best = new NearSegment(segment, 0, 0, double.PositiveInfinity, 0);
        for (var piece = PieceAt(segment, fromM); piece <= last; piece++)
        {
            var near = NearestOn(segment, piece, from);
            if (near.AlongM < fromM || near.AlongM > toM)
                near = At(segment, piece, Math.Clamp(near.AlongM, fromM, toM), near, from);
            if (near.DistanceM < best.DistanceM)
                best = near;
        }

        return best;
    }

    /// <summary>The piece that holds a place, as the index of the point it begins at; the later one at a vertex.</summary>
    public int PieceAt(int segment, double alongM)
    {
        int low = _first[segment], high = _first[segment + 1] - 2;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_alongM[middle] <= alongM)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private NearSegment At(int segment, int piece, double alongM, NearSegment near, in LocalProjection from)
    {
        var fraction = Math.Clamp((alongM - _alongM[piece]) / (_alongM[piece + 1] - _alongM[piece]), 0, 1);
        var a = from.ToPlane(_points[piece]);
        var point = a + (from.ToPlane(_points[piece + 1]) - a) * fraction;
        return near with { AlongM = Math.Clamp(alongM, _alongM[piece], _alongM[piece + 1]), DistanceM = point.Length };
    }

    private void Lay(ReadOnlySpan<GeoPoint> line, int at)
    {
        line.CopyTo(_points.AsSpan(at));
        for (var i = 1; i < line.Length; i++)
        {
            _alongM[at + i] = _alongM[at + i - 1] + Sphere.DistanceM(line[i - 1], line[i]);
            _bearingDeg[at + i - 1] = Sphere.BearingDeg(line[i - 1], line[i]);
        }

        _bearingDeg[at + line.Length - 1] = _bearingDeg[at + line.Length - 2];
    }
}
