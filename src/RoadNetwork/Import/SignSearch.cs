using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// Finds the signs near segments: a grid over the signs, which are few, and not over the roads. Not safe for use by more than one
/// thread.
/// </summary>
internal sealed class SignSearch
{
    private const int CellE7 = 5_000;

    private readonly IReadOnlyList<PendingSign> _signs;
    private readonly double _reachM;
    private readonly Dictionary<(int Row, int Column), List<int>> _cells = [];

    public SignSearch(IReadOnlyList<PendingSign> signs, double reachM)
    {
        (_signs, _reachM) = (signs, reachM);
        for (var sign = 0; sign < signs.Count; sign++)
        {
            var cell = CellOf(signs[sign].Position.LonE7, signs[sign].Position.LatE7);
            if (!_cells.TryGetValue(cell, out var inCell))
                _cells.Add(cell, inCell = []);
            inCell.Add(sign);
        }
    }

    /// <summary>Calls back for each sign and piece of the segment's line within reach of each other.</summary>
    public void Visit(RoadSegment segment, Found found)
    {
        double along = 0;
        for (var i = 1; i < segment.Line.Length; i++)
        {
            var (from, to) = (segment.Line[i - 1], segment.Line[i]);
            var lengthM = Sphere.DistanceM(from, to);
            Visit(from, to, along, lengthM, found);
            along += lengthM;
        }
    }

    private void Visit(GeoPoint from, GeoPoint to, double alongM, double lengthM, Found found)
    {
        var northE7 = (int)Math.Ceiling(_reachM / Sphere.MetresPerUnit);

        // Near the poles a metre is any number of degrees: no road there is worth the search.
        var eastE7 = (int)Math.Min(CellE7 * 100.0, northE7 / Math.Max(1e-3, Math.Cos(Math.Max(Math.Abs(from.LatDeg), Math.Abs(to.LatDeg)) * Math.PI / 180)));
        var (south, west) = CellOf((long)Math.Min(from.LonE7, to.LonE7) - eastE7, (long)Math.Min(from.LatE7, to.LatE7) - northE7);
        var (north, east) = CellOf((long)Math.Max(from.LonE7, to.LonE7) + eastE7, (long)Math.Max(from.LatE7, to.LatE7) + northE7);
        if ((long)(north - south + 1) * (east - west + 1) > _signs.Count)
        {
            for (var sign = 0; sign < _signs.Count; sign++)
                Measure(sign, from, to, alongM, lengthM, found);
            return;
        }

        for (var row = south; row <= north; row++)
            for (var column = west; column <= east; column++)
                foreach (var sign in _cells.GetValueOrDefault((row, column)) ?? [])
                    Measure(sign, from, to, alongM, lengthM, found);
    }

    private void Measure(int sign, GeoPoint from, GeoPoint to, double alongM, double lengthM, Found found)
    {
        var plane = new LocalProjection(_signs[sign].Position);
        PlanarPoint a = plane.ToPlane(from), d = plane.ToPlane(to) - a;
        var squared = d.X * d.X + d.Y * d.Y;
        var part = squared > 0 ? Math.Clamp(-(a.X * d.X + a.Y * d.Y) / squared, 0, 1) : 0;
        var distanceM = (a + d * part).Length;
        if (distanceM <= _reachM)
            found(sign, distanceM, alongM + part * lengthM, Sphere.BearingDeg(from, to));
    }

    private static (int Row, int Column) CellOf(long lonE7, long latE7) =>
        ((int)Math.Floor(latE7 / (double)CellE7), (int)Math.Floor(lonE7 / (double)CellE7));

    /// <summary>Takes a sign with its distance and its place along the segment.</summary>
    public delegate void Found(int sign, double distanceM, double alongM, double bearingDeg);
}
