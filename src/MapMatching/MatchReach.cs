using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapMatching;

/// <summary>Says which part of the map a message's match can depend on. Pure; safe to call from any thread.</summary>
public static class MatchReach
{
    /// <summary>
    /// The box around the fixes, widened by <see cref="MatchOptions.ReachM"/> on all sides and cut at the poles and the antimeridian:
    /// a graph with every segment that touches it gives the result of the whole map.
    /// </summary>
    /// <exception cref="ArgumentException">There are no fixes.</exception>
    public static GeoBox Around(ReadOnlySpan<Fix> fixes)
    {
        if (fixes.IsEmpty)
            throw new ArgumentException("A reach needs at least one fix.", nameof(fixes));
        var box = GeoBox.Around([fixes[0].Position]);
        foreach (ref readonly var fix in fixes)
            box = box.Including(fix.Position);
        const long HalfTurnE7 = 1_800_000_000;
        const long QuarterTurnE7 = HalfTurnE7 / 2;
        var height = (long)Math.Ceiling(MatchOptions.ReachM / Sphere.MetresPerUnit);
        // A degree of longitude is shortest where the latitude is largest.
        var latDeg = Math.Max(Math.Abs(box.SouthE7 - height), Math.Abs(box.NorthE7 + height)) / GeoPoint.UnitsPerDegree;
        var width = latDeg >= 90 ? 2 * HalfTurnE7 : (long)Math.Min(Math.Ceiling(height / Math.Cos(latDeg * Math.PI / 180)), 2 * HalfTurnE7);
        return new GeoBox(
            (int)Math.Max(box.WestE7 - width, -HalfTurnE7), (int)Math.Max(box.SouthE7 - height, -QuarterTurnE7),
            (int)Math.Min(box.EastE7 + width, HalfTurnE7), (int)Math.Min(box.NorthE7 + height, QuarterTurnE7));
    }
}
