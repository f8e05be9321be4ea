namespace Telemetry.FleetSimulator.Trips;

/// <summary>A way that is driven again and again.</summary>
internal sealed class UsualWay
{
    private int[] _edges = [];
    private RoadPlace _from;

    /// <summary>Remembers a trip.</summary>
    public void Keep(RoadPlace from, Trip trip) =>
        (_from, _edges) = (from, [.. trip.Edges]);

    /// <summary>Fills in the trip as usual; false where nothing is remembered from here, or a road on it is closed.</summary>
    public bool TryFill(RoadPlace from, RouteFinder routes, Trip trip) =>
        _edges.Length > 0 && _from.Edge >> 1 == from.Edge >> 1 && routes.TryTake(_edges, from, trip);
}
