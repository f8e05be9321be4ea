namespace Telemetry.FleetSimulator.Trips;

/// <summary>Where one vehicle goes and when. Its chances are its own. Not thread-safe.</summary>
internal interface IItinerary
{
    /// <summary>Where it stands at first.</summary>
    RoadPlace Home { get; }

    /// <summary>When it sets out first.</summary>
    long FirstDepartureMs { get; }

    /// <summary>When it sets out again, having parked now.</summary>
    long NextDepartureMs(long nowMs);

    /// <summary>Plans its next trip; false where there is no way from here.</summary>
    /// <param name="from">Where it stands.</param>
    /// <param name="trip">Filled in and measured.</param>
    bool TryPlan(RoadPlace from, Trip trip);

    /// <summary>What its driver takes for the fastest way on the trip under way.</summary>
    RouteTaste Taste { get; }
}
