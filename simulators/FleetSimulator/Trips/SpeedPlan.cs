using Telemetry.FleetSimulator.Driving;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>How fast the bends and turns of a trip can be driven. Pure.</summary>
internal static class SpeedPlan
{
    private const double LateralMps2 = 2.5;
    private const double TurnHalfM = 8;
    private const double LeastBendHalfM = 4;
    private const double LeastAngleDeg = 3;
    private const double SlowestMps = 2.5;

    // Bends faster than this slow nobody down.
    private const double FastestMps = 50;

    /// <summary>The largest speed at a vertex where two straight pieces meet.</summary>
    public static double BendMps(in EdgePiece before, in EdgePiece after)
    {
        var angle = Sphere.AngleBetweenDeg(before.BearingDeg, after.BearingDeg);
        return angle <= LeastAngleDeg
            ? double.PositiveInfinity
            : OnCircleMps(angle, Math.Max(LeastBendHalfM, Math.Min(before.LengthM, after.LengthM) / 2));
    }

    /// <summary>Fills in the checkpoints of a trip that is measured.</summary>
    /// <param name="network">What the trip leads through.</param>
    /// <param name="trip">The trip.</param>
    /// <param name="brakingMps2">How its driver likes to brake.</param>
    public static void Fill(TrueNetwork network, Trip trip, double brakingMps2)
    {
        var points = trip.Checkpoints;
        points.Clear();
        for (var i = 0; i < trip.Edges.Count; i++)
        {
            var bends = network.BendMps(trip.Edges[i]);
            var pieces = network.Pieces(trip.Edges[i]);
            for (var piece = 1; piece < pieces.Length; piece++)
                Add(points, trip.StartM[i] + pieces[piece].FromM, bends[piece]);
            if (i + 1 < trip.Edges.Count)
                Add(points, trip.StartM[i + 1], TurnMps(pieces[^1], network.Pieces(trip.Edges[i + 1])[0]));
        }

        for (var i = points.Count - 2; i >= 0; i--)
        {
            var next = points[i + 1];
            var reachable = next.SpeedMps * next.SpeedMps + 2 * brakingMps2 * (next.AtM - points[i].AtM);
            if (reachable < points[i].SpeedMps * points[i].SpeedMps)
                points[i] = points[i] with { SpeedMps = Math.Sqrt(reachable) };
        }
    }

    private static void Add(List<Checkpoint> points, double atM, double speedMps)
    {
        if (speedMps < FastestMps)
            points.Add(new Checkpoint(atM, speedMps));
    }

    private static double TurnMps(in EdgePiece before, in EdgePiece after)
    {
        var angle = Sphere.AngleBetweenDeg(before.BearingDeg, after.BearingDeg);
        return angle <= LeastAngleDeg ? double.PositiveInfinity : OnCircleMps(angle, TurnHalfM);
    }

    // A polygon with corners of this angle, this far apart, lies on a circle; it is driven at a comfortable lateral pull.
    private static double OnCircleMps(double angleDeg, double halfM) =>
        Math.Max(SlowestMps, Math.Sqrt(LateralMps2 * halfM / Math.Tan(angleDeg / 2 * Math.PI / 180)));
}
