using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>A piece of a drive off the network on the cell's plane.</summary>
/// <param name="Epoch">Epoch of the pseudonym.</param>
/// <param name="Vehicle">The pseudonym.</param>
/// <param name="Fleet">The fleet.</param>
/// <param name="Day">Event day.</param>
/// <param name="Points">In the order driven, at least two.</param>
internal sealed record OffRoadTrack(int Epoch, ulong Vehicle, uint Fleet, int Day, IReadOnlyList<PlanarPoint> Points)
{
    private const double SampleM = 10;
    private const double BesideM = 15;
    private const double LeastShare = 0.7;

    public double LengthM { get; } = LengthOf(Points);

    /// <summary>
    /// The signed distance to this line at the nearest place and that place in metres along it; positive to the right. Null where
    /// the nearest place is an end that the point lies beyond.
    /// </summary>
    public (double AlongM, double RightM)? Project(PlanarPoint point)
    {
        (double AlongM, double RightM)? best = null;
        var (bestDistance, begin) = (double.PositiveInfinity, 0.0);
        for (var i = 1; i < Points.Count; i++)
        {
            var (a, d) = (Points[i - 1], Points[i] - Points[i - 1]);
            var length = d.Length;
            if (length == 0)
                continue;
            var v = point - a;
            var share = (v.X * d.X + v.Y * d.Y) / (length * length);
            var clamped = Math.Clamp(share, 0, 1);
            var distance = (v - d * clamped).Length;
            if (distance < bestDistance)
            {
                bestDistance = distance;
                var isBeyond = (i == 1 && share < 0) || (i == Points.Count - 1 && share > 1);
                var side = v.X * d.Y - v.Y * d.X >= 0 ? 1 : -1;
                best = isBeyond ? null : (begin + clamped * length, side * distance);
            }

            begin += length;
        }

        return best;
    }

    /// <summary>True where most of this track runs beside another one, in either direction.</summary>
    public bool RunsBeside(OffRoadTrack other)
    {
        int all = 0, beside = 0;
        for (var at = 0.0; at <= LengthM; at += SampleM, all++)
            if (other.Project(PointAt(at)) is { } place && Math.Abs(place.RightM) <= BesideM)
                beside++;
        return beside >= LeastShare * all;
    }

    /// <summary>The point at a place along the track.</summary>
    public PlanarPoint PointAt(double alongM)
    {
        for (var i = 1; i < Points.Count; i++)
        {
            var length = (Points[i] - Points[i - 1]).Length;
            if (alongM <= length && length > 0)
                return Points[i - 1] + (Points[i] - Points[i - 1]) * (alongM / length);
            alongM -= length;
        }

        return Points[^1];
    }

    /// <summary>The point beside a place along the track, metres to the right.</summary>
    public PlanarPoint PointBeside(double alongM, double rightM)
    {
        var d = PointAt(Math.Min(LengthM, alongM + 1)) - PointAt(Math.Max(0, alongM - 1));
        var length = Math.Max(d.Length, 1e-6);
        return PointAt(alongM) + new PlanarPoint(d.Y, -d.X) * (rightM / length);
    }

    private static double LengthOf(IReadOnlyList<PlanarPoint> points)
    {
        double sum = 0;
        for (var i = 1; i < points.Count; i++)
            sum += (points[i] - points[i - 1]).Length;
        return sum;
    }
}
