using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts.Closures;

/// <summary>
/// The traffic of the roads around a cell, and the clock that they are for each other: as many vehicles as came on all the others together.
/// For one thread.
/// </summary>
internal sealed class TrafficAround
{
    private readonly Dictionary<long, List<RoadTraffic>> _atNode = [];
    private readonly Dictionary<(int, int), int> _totals = [];

    /// <param name="cell">The cell.</param>
    /// <param name="around">Every road near the cell or a neighbour of it, with its evidence.</param>
    /// <param name="options">Valid options.</param>
    public TrafficAround(CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around, FusionOptions options)
    {
        Options = options;
        NewestDay = Newest(around);
        Roads = [.. around.OrderBy(road => road.Segment.Id)
            .Select(road => RoadTraffic.Of(road.Segment, road.Evidence as JournaledState<SegmentDay>))];
        foreach (var road in Roads)
            foreach (var node in Ends(road).Distinct())
            {
                if (!_atNode.TryGetValue(node, out var roads))
                    _atNode.Add(node, roads = []);
                roads.Add(road);
            }

        Through = new ThroughRoads(
            [.. Roads.Select(road => road.Segment)], CellGrid.Evidence.Around(cell).Select(CellGrid.Evidence.BoxOf).Aggregate((a, b) => a.Union(b)));
    }

    public FusionOptions Options { get; }

    /// <summary>By id.</summary>
    public IReadOnlyList<RoadTraffic> Roads { get; }

    /// <summary>The newest day on which anybody was on any of the roads; -1 for none.</summary>
    public int NewestDay { get; }

    /// <summary>Which roads lead where.</summary>
    public ThroughRoads Through { get; }

    public static int Newest(IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around) =>
        around.Select(road => road.Evidence?.NewestDay ?? -1).DefaultIfEmpty(-1).Max();

    /// <summary>The nodes at which a road begins and ends.</summary>
    public static long[] Ends(RoadTraffic road) => [road.Segment.OsmFromNodeId, road.Segment.OsmToNodeId];

    /// <summary>The roads that begin or end at a node.</summary>
    public IReadOnlyList<RoadTraffic> At(long node) => _atNode[node];

    /// <summary>Vehicles on a road after one day up to another, less those that may be lying.</summary>
    public int On(RoadTraffic road, int afterDay, int toDay) => road.Vehicles(afterDay, toDay, Options);

    /// <summary>The sum of <see cref="On"/> over all roads but one.</summary>
    public int Beside(RoadTraffic road, int afterDay, int toDay)
    {
        if (!_totals.TryGetValue((afterDay, toDay), out var total))
            _totals[(afterDay, toDay)] = total = Roads.Sum(other => On(other, afterDay, toDay));
        return total - On(road, afterDay, toDay);
    }
}
