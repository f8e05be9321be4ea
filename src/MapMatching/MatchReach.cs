using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapMatching;

/// <summary>Says which part of the map a message's match can depend on. Pure; safe to call from any thread.</summary>
public static class MatchReach
{
    // Fixes this near to one that was looked at lie within its widened reach.
    private const double StrideM = 200;
    private const long HalfTurnE7 = 1_800_000_000;

    /// <summary>
    /// The cells of the base map within <see cref="MatchOptions.ReachM"/> of any fix, by row, then column: a graph with every segment that
    /// touches one of them gives the result of the whole map. Their number grows with the way driven, not with the box around it, so
    /// that a jump around the world asks for little. No fixes have no cells.
    /// </summary>
    public static IReadOnlyList<CellId> Cells(ReadOnlySpan<Fix> fixes)
    {
        var cells = new SortedSet<CellId>();
        GeoPoint? last = null;
        foreach (ref readonly var fix in fixes)
        {
            if (last is { } near && Sphere.DistanceM(near, fix.Position) <= StrideM)
                continue;
            last = fix.Position;
            AddAround(fix.Position, cells);
        }

        return [.. cells];
    }

    private static void AddAround(GeoPoint place, SortedSet<CellId> cells)
    {
        var height = (long)Math.Ceiling((MatchOptions.ReachM + StrideM) / Sphere.MetresPerUnit);
        long south = Math.Max(place.LatE7 - height, -HalfTurnE7 / 2), north = Math.Min(place.LatE7 + height, HalfTurnE7 / 2);
        // A degree of longitude is shortest where the latitude is largest; at a pole all longitudes are near.
        var shrink = Math.Cos(Math.Max(Math.Abs(south), Math.Abs(north)) / GeoPoint.UnitsPerDegree * Math.PI / 180);
        var width = (long)Math.Min(Math.Ceiling(height / Math.Max(shrink, 1e-9)), HalfTurnE7);
        long west = place.LonE7 - width, east = place.LonE7 + width;
        Add(Math.Max(west, -HalfTurnE7), Math.Min(east, HalfTurnE7));
        // What lies beyond the antimeridian has longitudes of the other sign.
        if (west < -HalfTurnE7)
            Add(west + 2 * HalfTurnE7, HalfTurnE7);
        if (east > HalfTurnE7)
            Add(-HalfTurnE7, east - 2 * HalfTurnE7);

        void Add(long from, long to) =>
            cells.UnionWith(CellGrid.BaseMap.CellsIn(new GeoBox((int)from, (int)south, (int)to, (int)north)));
    }
}
