using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>
/// A route from one place at the roadside to another, with the bends and turns on it. Distances count from the begin of its first
/// edge. Filled again and again.
/// </summary>
internal sealed class Trip
{
    private const double BeforeEndM = 2;

    /// <summary>Directed edges in driving order.</summary>
    public List<int> Edges { get; } = [];

    /// <summary>Metres along the trip at which each edge begins, and after the last the end of that.</summary>
    public List<double> StartM { get; } = [];

    /// <summary>In order of place.</summary>
    public List<Checkpoint> Checkpoints { get; } = [];

    /// <summary>Where the car sets out.</summary>
    public double FromM { get; private set; }

    /// <summary>Where the car parks, on the last edge.</summary>
    public double ToM { get; private set; }

    /// <summary>Metres from begin to end.</summary>
    public double LengthM => ToM - FromM;

    /// <summary>Takes its measure, its edges being given.</summary>
    /// <param name="graph">What the edges are of.</param>
    /// <param name="fromM">Where the car sets out on the first edge.</param>
    /// <param name="toM">Where it parks on the last edge.</param>
    public void Measure(RoadGraph graph, double fromM, double toM)
    {
        StartM.Clear();
        double start = 0;
        foreach (var edge in Edges)
        {
            StartM.Add(start);
            start += graph.EdgeLengthM(edge);
        }

        StartM.Add(start);
        (FromM, ToM) = (fromM, StartM[^2] + toM);
    }

    /// <summary>Lets it end right before one of its edges.</summary>
    public void EndBefore(int index, RoadGraph graph)
    {
        Edges.RemoveRange(index, Edges.Count - index);
        Measure(graph, FromM, Math.Max(0, graph.EdgeLengthM(Edges[^1]) - BeforeEndM));
    }
}
