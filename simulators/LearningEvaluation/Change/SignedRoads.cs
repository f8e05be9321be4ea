using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.World;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>The true roads of a world with the signs that stand at one moment. Immutable once made; safe to share.</summary>
internal sealed class SignedRoads
{
    private readonly int[][] _incoming;

    /// <param name="world">The world with its schedule.</param>
    /// <param name="network">Its true roads.</param>
    /// <param name="at">The moment.</param>
    /// <param name="seed">Where signs are repeated follows from it.</param>
    public SignedRoads(SimulatedWorld world, TrueNetwork network, DateTimeOffset at, ulong seed)
    {
        Network = network;
        Rules = new RoadRules(network, world);
        Rules.MoveTo(at.ToUnixTimeMilliseconds());
        Signs = new RoadSigns(network, Rules, seed);
        _incoming = Incoming(network);
    }

    public TrueNetwork Network { get; }

    public RoadRules Rules { get; }

    public RoadSigns Signs { get; }

    /// <summary>The drivable edges that end at a node, ascending.</summary>
    public ReadOnlySpan<int> IncomingOf(int node) => _incoming[node];

    /// <summary>True where cars drive along the edge and can leave it again.</summary>
    public bool IsDrivable(int edge) => !double.IsPositiveInfinity(Network.TimeS(edge)) && !Rules.IsClosed(edge);

    private static int[][] Incoming(TrueNetwork network)
    {
        var found = new List<int>[network.Graph.NodeCount];
        for (var edge = 0; edge < network.Graph.EdgeCount; edge++)
            if (!double.IsPositiveInfinity(network.TimeS(edge)))
                (found[network.Graph.ToNode(edge)] ??= []).Add(edge);
        return [.. found.Select(edges => edges?.ToArray() ?? [])];
    }
}
