using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.World;

/// <summary>
/// A line moved sideways while its ends stay where they are, as a road drawn carelessly between two right junctions.
/// </summary>
internal static class ShiftedLine
{
    // How far from its ends the line has reached its full shift.
    private const double TaperM = 20;

    /// <param name="line">At least two points; longer than twice the taper.</param>
    /// <param name="shiftM">Metres to the right in the line's order; negative to the left.</param>
    public static ImmutableArray<GeoPoint> Of(ReadOnlySpan<GeoPoint> line, double shiftM)
    {
        var plane = new LocalProjection(line[0]);
        var points = WithTaperPoints(line, plane);
        var shifted = ImmutableArray.CreateBuilder<GeoPoint>(points.Count);
        shifted.Add(line[0]);
        for (var i = 1; i < points.Count - 1; i++)
        {
            var along = points[i + 1] - points[i - 1];
            var right = new PlanarPoint(along.Y, -along.X) * (shiftM / along.Length);
            var moved = plane.ToGeo(points[i] + right);
            if (moved != shifted[^1])
                shifted.Add(moved);
        }

        if (line[^1] != shifted[^1])
            shifted.Add(line[^1]);
        return shifted.ToImmutable();
    }

    // The points between the tapers, led by and followed by one point at a taper's inner end.
    private static List<PlanarPoint> WithTaperPoints(ReadOnlySpan<GeoPoint> line, LocalProjection plane)
    {
        var points = new PlanarPoint[line.Length];
        var along = new double[line.Length];
        for (var i = 0; i < line.Length; i++)
        {
            points[i] = plane.ToPlane(line[i]);
            along[i] = i == 0 ? 0 : along[i - 1] + (points[i] - points[i - 1]).Length;
        }

        var length = along[^1];
        List<PlanarPoint> kept = [points[0], At(TaperM)];
        for (var i = 1; i < points.Length - 1; i++)
        {
            if (along[i] > TaperM + 1 && along[i] < length - TaperM - 1)
                kept.Add(points[i]);
        }

        kept.Add(At(length - TaperM));
        kept.Add(points[^1]);
        return kept;

        PlanarPoint At(double m)
        {
            var i = 1;
            while (i < points.Length - 1 && along[i] < m)
                i++;
            return points[i - 1] + (points[i] - points[i - 1]) * ((m - along[i - 1]) / (along[i] - along[i - 1]));
        }
    }
}
