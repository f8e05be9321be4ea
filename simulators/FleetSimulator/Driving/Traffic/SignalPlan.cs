using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>
/// Traffic lights with fixed times. Where a road of some importance crosses another one of importance, most junctions have them. The
/// approaches that lie in line with the most important one are green together, the others after them. Cycle and offset
/// follow from the seed and the node. Immutable.
/// </summary>
internal sealed class SignalPlan
{
    /// <summary>Behind green: time to clear the junction for whoever could not stop any more.</summary>
    public const int ClearingMs = 4000;

    private const double SignalledShare = 0.85;
    private const double FastestApproachMps = 71 / 3.6;
    private const double InLineDeg = 50;
    private const double MainShare = 0.55;

    private readonly Phase[] _phases;

    public SignalPlan(TrueNetwork network, ApproachMap approaches, ulong seed)
    {
        var graph = network.Graph;
        _phases = new Phase[graph.EdgeCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var entering = approaches.Entering(node);
            if (IsSignalled(network, entering, SimulationRandom.Derive(seed, (ulong)graph.NodeId(node)), out var random))
                Lay(network, entering, random);
        }
    }

    /// <summary>True where a light stands at an edge's end.</summary>
    public bool HasSignal(int edge) => _phases[edge].CycleMs > 0;

    /// <summary>True where the light at an edge's end lets cars pass, or where there is none.</summary>
    public bool IsGreen(int edge, long timeMs)
    {
        ref readonly var phase = ref _phases[edge];
        return phase.CycleMs == 0 || (timeMs + phase.OffsetMs) % phase.CycleMs < phase.GreenMs;
    }

    private static bool IsSignalled(TrueNetwork network, ReadOnlySpan<int> entering, ulong seed, out SimulationRandom random)
    {
        random = new SimulationRandom(seed);
        if (entering.Length < 3 || !random.Chance(SignalledShare))
            return false;
        int main = 0, crossing = 0;
        foreach (var edge in entering)
        {
            var segment = network.Graph.Segment(RoadGraph.SegmentOf(edge));
            if (segment.IsRoundabout || segment.Class == RoadClass.Motorway || network.PostedMps(edge) > FastestApproachMps)
                return false;
            main += segment.Class <= RoadClass.Secondary ? 1 : 0;
            crossing += segment.Class <= RoadClass.Tertiary ? 1 : 0;
        }

        return main >= 1 && crossing >= 3;
    }

    private void Lay(TrueNetwork network, ReadOnlySpan<int> entering, SimulationRandom random)
    {
        var main = entering[0];
        foreach (var edge in entering)
        {
            if (network.ClassOf(edge) < network.ClassOf(main))
                main = edge;
        }

        var axisDeg = network.Pieces(main)[^1].BearingDeg;
        var cycle = 60_000 + 5_000 * random.Below(7);
        var offset = random.Below(cycle);
        var mainGreen = (int)(cycle * MainShare) - ClearingMs;
        foreach (var edge in entering)
        {
            var angle = Sphere.AngleBetweenDeg(network.Pieces(edge)[^1].BearingDeg, axisDeg);
            _phases[edge] = angle < InLineDeg || angle > 180 - InLineDeg
                ? new Phase(cycle, offset, mainGreen)
                : new Phase(cycle, offset + cycle - mainGreen - ClearingMs, cycle - mainGreen - 2 * ClearingMs);
        }
    }

    private readonly record struct Phase(int CycleMs, int OffsetMs, int GreenMs);
}
