using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Statistics;

/// <summary>
/// Measures a drive against the route that was truly driven: the distance to the nearest point of it, and the signed distance
/// to the nearest piece of it that is driven in the direction in which the fixes move. Pure.
/// </summary>
internal static class RouteOffsets
{
    /// <summary>The chord from the fix before to the fix behind must be as long for the direction of travel to be known.</summary>
    private const double ShortestChordM = 20;

    /// <summary>A fix farther out says nothing about which side of the road it is on.</summary>
    private const double LargestLateralM = 30;

    /// <summary>The offsets of a drive's fixes, in their order. Takes fixes times pieces of the route.</summary>
    /// <param name="fixes">In time order.</param>
    /// <param name="route">Lines in driving direction, with at least one piece.</param>
    /// <exception cref="ArgumentException">The route has no piece of any length.</exception>
    public static IReadOnlyList<RouteOffset> Measure(IReadOnlyList<Fix> fixes, IReadOnlyList<GeoPoint[]> route)
    {
        if (fixes.Count == 0)
            return [];
        var projection = new LocalProjection(fixes[0].Position);
        var pieces = PiecesOf(route, projection);
        if (pieces.Length == 0)
            throw new ArgumentException("The route has no piece of any length.", nameof(route));
        var places = fixes.Select(fix => projection.ToPlane(fix.Position)).ToArray();
        var offsets = new RouteOffset[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var chord = places[Math.Min(i + 1, places.Length - 1)] - places[Math.Max(i - 1, 0)];
            var (distance, lateral) = Measure(places[i], chord, pieces);
            offsets[i] = new RouteOffset(fixes[i].TimeMs, distance, lateral);
        }

        return offsets;
    }

    private static (double DistanceM, double LateralM) Measure(PlanarPoint place, PlanarPoint chord, Piece[] pieces)
    {
        double nearest = double.PositiveInfinity, nearestAhead = double.PositiveInfinity, lateral = double.NaN;
        foreach (ref readonly var piece in pieces.AsSpan())
        {
            var to = place - piece.From;
            var along = Math.Clamp(to.X * piece.Unit.X + to.Y * piece.Unit.Y, 0, piece.LengthM);
            var off = to - piece.Unit * along;
            var squared = off.X * off.X + off.Y * off.Y;
            nearest = Math.Min(nearest, squared);
            if (squared >= nearestAhead || chord.X * piece.Unit.X + chord.Y * piece.Unit.Y <= 0)
                continue;
            nearestAhead = squared;
            lateral = off.X * piece.Unit.Y - off.Y * piece.Unit.X;
        }

        var isKnown = chord.Length >= ShortestChordM && nearestAhead <= LargestLateralM * LargestLateralM;
        return (Math.Sqrt(nearest), isKnown ? lateral : double.NaN);
    }

    private static Piece[] PiecesOf(IReadOnlyList<GeoPoint[]> route, LocalProjection projection)
    {
        var pieces = new List<Piece>();
        foreach (var line in route)
        {
            for (var i = 1; i < line.Length; i++)
            {
                PlanarPoint from = projection.ToPlane(line[i - 1]), vector = projection.ToPlane(line[i]) - from;
                if (vector.Length > 0)
                    pieces.Add(new Piece(from, vector * (1 / vector.Length), vector.Length));
            }
        }

        return [.. pieces];
    }

    private readonly record struct Piece(PlanarPoint From, PlanarPoint Unit, double LengthM);
}
