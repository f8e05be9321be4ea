using Telemetry.Contracts.Client;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.Trips;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// How many vehicles truly drove along each road, from end to end and not within the first or last 150 m of a trip: what the
/// platform could have learned from. For the comparison only. Not thread-safe.
/// </summary>
public sealed class TruePasses
{
    // More are not told apart: the comparison asks for a few.
    private const int MostDistinct = 16;

    private readonly RoadGraph _graph;
    private readonly List<int>?[] _vehicles;
    private readonly int[] _passes;
    private readonly int[] _next;

    internal TruePasses(RoadGraph graph, int vehicles)
    {
        _graph = graph;
        _vehicles = new List<int>?[graph.EdgeCount];
        _passes = new int[graph.EdgeCount];
        _next = new int[vehicles];
    }

    /// <summary>Distinct vehicles that drove along a road in a direction, counted up to 16; 0 for an unknown road.</summary>
    public int DistinctVehicles(SegmentId segment, TravelDirection direction) =>
        _graph.TryFind(segment, out var index) ? _vehicles[RoadGraph.EdgeOf(index, direction)]?.Count ?? 0 : 0;

    /// <summary>Passes over a road in a direction; 0 for an unknown road.</summary>
    public int Passes(SegmentId segment, TravelDirection direction) =>
        _graph.TryFind(segment, out var index) ? _passes[RoadGraph.EdgeOf(index, direction)] : 0;

    internal void BeginTrip(int vehicle) => _next[vehicle] = 0;

    /// <summary>A road counts once the vehicle is 150 m beyond it: from then on it cannot be the trip's end.</summary>
    internal void MoveTo(int vehicle, Trip trip, double atM)
    {
        ref var next = ref _next[vehicle];
        for (; next + 1 < trip.Edges.Count && trip.StartM[next + 1] + DriveRecorder.TripEndM <= atM; next++)
        {
            if (trip.StartM[next] >= trip.FromM + DriveRecorder.TripEndM)
                Count(trip.Edges[next], vehicle);
        }
    }

    private void Count(int edge, int vehicle)
    {
        _passes[edge]++;
        var vehicles = _vehicles[edge] ??= new List<int>(4);
        if (vehicles.Count < MostDistinct && !vehicles.Contains(vehicle))
            vehicles.Add(vehicle);
    }
}
