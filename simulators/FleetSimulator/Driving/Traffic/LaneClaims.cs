using Telemetry.FleetSimulator.Driving.Drivers;
using Telemetry.FleetSimulator.Trips;

namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>
/// The lanes ahead that one car has claimed: a stretch of its trip from the first edge that its back has not cleared to the
/// last one that it may enter. What it has not claimed it must be able to stop before.
/// </summary>
internal sealed class LaneClaims(RoadTraffic traffic, int car, Driver driver, Trip trip)
{
    private const double MovingMps = 2;
    private const double YellowBrakingMps2 = 3;

    private int _released = 1;
    private int _stoodAt;

    /// <summary>Index of the first edge of the trip that the car may not enter yet.</summary>
    public int End { get; private set; } = 1;

    /// <summary>A trip begins on its first edge.</summary>
    public void Begin() => (_released, End, _stoodAt) = (1, 1, 0);

    /// <summary>Asks for the next edge; false where the car has to wait before it.</summary>
    /// <param name="toLineM">Metres to where it begins.</param>
    /// <param name="blocker">Who is between the car and there; -1 for nobody.</param>
    /// <param name="speedMps">The car's speed.</param>
    /// <param name="waitedS">How long it has stood.</param>
    public bool TryExtend(double toLineM, int blocker, double speedMps, double waitedS)
    {
        if (RoadTraffic.StandsAt(toLineM, speedMps))
            _stoodAt = End;
        // Whoever is in front decides first; and nobody drives into a junction that he cannot leave.
        if ((blocker >= 0 && !traffic.Queues.GoesOn(blocker)) || !HasRoom(trip.Edges[End]) ||
            !traffic.TryGoOn(trip.Edges[End - 1], trip.Edges[End], driver.Lane, toLineM, waitedS, _stoodAt == End))
            return false;
        End++;
        return true;
    }

    /// <summary>Gives an edge and all behind it back where the light before it turned from green while one can still stop.</summary>
    /// <param name="index">The edge, claimed and not yet entered.</param>
    /// <param name="toStopM">Metres to where the car would stop.</param>
    /// <param name="speedMps">The car's speed.</param>
    public bool TryGiveBack(int index, double toStopM, double speedMps)
    {
        var edge = trip.Edges[index - 1];
        if (traffic.AtEnd(edge) != Priority.Signal || traffic.IsGreen(edge) ||
            toStopM < speedMps * speedMps / (2 * YellowBrakingMps2) + speedMps)
            return false;
        ReleaseFrom(index);
        return true;
    }

    /// <summary>Gives back what lies behind the car, its front being so many metres along the trip.</summary>
    public void ReleasePassed(double atM)
    {
        while (_released < End && atM - driver.LengthM >= trip.StartM[_released])
            traffic.Release(trip.Edges[_released++], driver.Lane);
    }

    /// <summary>Gives everything back: the car leaves the road.</summary>
    public void ReleaseAll() => ReleaseFrom(_released);

    private bool HasRoom(int edge)
    {
        var last = traffic.LastOn(traffic.LaneOf(edge, driver.Lane));
        return last < 0 || last == car || traffic.Queues.SpeedMps(last) > MovingMps ||
            traffic.Queues.BackM(last) > driver.LengthM + driver.GapM;
    }

    private void ReleaseFrom(int from)
    {
        from = Math.Max(from, _released);
        for (var i = from; i < End; i++)
            traffic.Release(trip.Edges[i], driver.Lane);
        End = Math.Min(End, from);
    }
}
