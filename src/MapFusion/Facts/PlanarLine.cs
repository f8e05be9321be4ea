using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>A line on a plane by metres from its begin. Immutable.</summary>
internal sealed class PlanarLine
{
    private readonly IReadOnlyList<PlanarPoint> _points;
    private readonly double[] _alongM;

    /// <param name="points">At least one.</param>
    public PlanarLine(IReadOnlyList<PlanarPoint> points)
    {
        _points = points;
        _alongM = new double[points.Count];
        for (var i = 1; i < points.Count; i++)
            _alongM[i] = _alongM[i - 1] + (points[i] - points[i - 1]).Length;
    }

    public double LengthM => _alongM[^1];

    /// <summary>The point at a place; a place beyond an end gives the end.</summary>
    public PlanarPoint PointAt(double alongM)
    {
        if (alongM <= 0)
            return _points[0];
        if (alongM >= LengthM)
            return _points[^1];
        var next = Array.BinarySearch(_alongM, alongM);
        next = next < 0 ? ~next : next;
        var (from, to) = (_alongM[next - 1], _alongM[next]);
        return _points[next - 1] + (_points[next] - _points[next - 1]) * ((alongM - from) / (to - from));
    }

    /// <summary>The index of the point nearest to a place, by metres along the line; the earlier of two.</summary>
    public int NearestPointTo(double alongM)
    {
        var next = Array.BinarySearch(_alongM, alongM);
        next = next < 0 ? ~next : next;
        return next == 0 || (next < _alongM.Length && _alongM[next] - alongM < alongM - _alongM[next - 1])
            ? next
            : next - 1;
    }

    /// <summary>The distance to a point, and the direction of the nearest piece as a unit vector.</summary>
    public (double DistanceM, PlanarPoint Along) Nearest(PlanarPoint point)
    {
        var best = (DistanceM: (point - _points[0]).Length, Along: new PlanarPoint(0, 0));
        for (var i = 1; i < _points.Count; i++)
        {
            var piece = _points[i] - _points[i - 1];
            var length = piece.Length;
            if (length == 0)
                continue;
            var from = point - _points[i - 1];
            var share = Math.Clamp((from.X * piece.X + from.Y * piece.Y) / (length * length), 0, 1);
            var distance = (from - piece * share).Length;
            if (distance < best.DistanceM || best.Along.Length == 0)
                best = (Math.Min(distance, best.DistanceM), piece * (1 / length));
        }

        return best;
    }
}
