using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Worlds;

/// <summary>
/// A true world, the base map that the platform gets of it, and how the roads of one are found in the other. Immutable; safe to share.
/// </summary>
public sealed class LearningWorld
{
    private readonly int[] _mapped;

    /// <param name="simulated">The world.</param>
    public LearningWorld(SimulatedWorld simulated)
    {
        ArgumentNullException.ThrowIfNull(simulated);
        Simulated = simulated;
        Truth = RoadGraph.Build(simulated.Truth, simulated.TurnRestrictions);
        BaseMap = RoadGraph.Build(simulated.BaseMap, simulated.TurnRestrictions);
        _mapped = [.. Enumerable.Range(0, Truth.SegmentCount)
            .Select(segment => BaseMap.TryFind(Truth.Segment(segment).Id, out var mapped) ? mapped : -1)];
    }

    /// <summary>Truth, base map and their differences.</summary>
    public SimulatedWorld Simulated { get; }

    /// <summary>The true roads.</summary>
    public RoadGraph Truth { get; }

    /// <summary>The platform's roads.</summary>
    public RoadGraph BaseMap { get; }

    /// <summary>A world of a map: the same one for the same seed.</summary>
    public static LearningWorld Create(ImportedRoads source, WorldPerturbation perturbation, ulong seed) =>
        new(SimulatedWorld.Create(source, perturbation, seed));

    /// <summary>The index in the base map of a true segment; -1 where the base map lacks it.</summary>
    public int MappedSegment(int trueSegment) => _mapped[trueSegment];

    /// <summary>The edge in the base map of a true edge; -1 where the base map lacks it.</summary>
    public int MappedEdge(int trueEdge) =>
        _mapped[RoadGraph.SegmentOf(trueEdge)] is >= 0 and var segment
            ? RoadGraph.EdgeOf(segment, RoadGraph.DirectionOf(trueEdge)) : -1;
}
