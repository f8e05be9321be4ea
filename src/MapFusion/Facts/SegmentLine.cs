using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>A segment's line by metres from its start. Immutable.</summary>
internal sealed class SegmentLine
{
    private readonly RoadSegment _segment;
    private readonly double[] _alongM;

    public SegmentLine(RoadSegment segment)
    {
        _segment = segment;
        _alongM = new double[segment.Line.Length];
        for (var i = 1; i < _alongM.Length; i++)
            _alongM[i] = _alongM[i - 1] + Sphere.DistanceM(segment.Line[i - 1], segment.Line[i]);
    }

    public double LengthM => _alongM[^1];

    /// <summary>How many vertices, ends included.</summary>
    public int Vertices => _alongM.Length;

    /// <summary>Metres from the start at a vertex.</summary>
    public double AlongOf(int vertex) => _alongM[vertex];

    /// <summary>The point at a place; a place beyond an end gives the end.</summary>
    public GeoPoint PointAt(double alongM)
    {
        var piece = PieceAt(alongM);
        var share = (alongM - _alongM[piece]) / (_alongM[piece + 1] - _alongM[piece]);
        if (share <= 0)
            return _segment.Line[piece];
        if (share >= 1)
            return _segment.Line[piece + 1];
        var plane = new LocalProjection(_segment.Line[piece]);
        return plane.ToGeo(plane.ToPlane(_segment.Line[piece + 1]) * share);
    }

    /// <summary>The part between two places, the first below the second; at least two positions.</summary>
    public List<GeoPoint> Part(double fromM, double toM)
    {
        var points = new List<GeoPoint> { PointAt(fromM) };
        for (var i = 0; i < _alongM.Length; i++)
            if (_alongM[i] > fromM && _alongM[i] < toM && _segment.Line[i] != points[^1])
                points.Add(_segment.Line[i]);
        var end = PointAt(toM);
        if (end != points[^1] || points.Count == 1)
            points.Add(end);
        return points;
    }

    private int PieceAt(double alongM)
    {
        var piece = 0;
        while (piece + 2 < _alongM.Length && _alongM[piece + 1] <= alongM)
            piece++;
        return piece;
    }
}
