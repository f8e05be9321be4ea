using System.Runtime.InteropServices;
using Telemetry.FleetSimulator.OsmFiles;

namespace Telemetry.FleetSimulator.Country;

/// <summary>
/// A made-up country of any size as an OSM extract, to see what an import takes: towns on a lattice of 6 km joined by rural
/// roads, about 460 segments to a town, tagged about as German extracts are. The same seed and size give the same bytes; memory
/// does not grow with the size. Pure but for the stream it writes to.
/// </summary>
public static class GeneratedCountry
{
    /// <summary>The most segments it makes: towns stay on the planet.</summary>
    public const int MostSegments = 50_000_000;

    private const int SegmentsPerTown = 400;

    /// <summary>Writes the country as OSM PBF.</summary>
    /// <param name="file">Where it goes; left open.</param>
    /// <param name="segments">About how many segments it has, in whole towns; 1 to <see cref="MostSegments"/>.</param>
    /// <param name="seed">Which country.</param>
    /// <param name="cancellationToken">Ends it between two towns.</param>
    public static CountrySize Write(Stream file, int segments, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(segments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segments, MostSegments);
        var columns = (int)Math.Ceiling(Math.Sqrt((double)segments / SegmentsPerTown));
        var plan = new CountryPlan(seed, CountTowns(segments, seed, columns, cancellationToken), columns);
        using var writer = new OsmPbfWriter(file);
        long nodes = 0, ways = 0, found = 0;
        // Three times over: the file wants all nodes before all ways, and a drawn town is cheaper than a country in memory.
        foreach (var (number, town) in Towns(plan, cancellationToken))
        {
            for (var i = 0; i < town.Nodes.Count; i++)
                writer.Node(plan.NodeId(number, i), town.Nodes[i], town.NodeTags.GetValueOrDefault(i));
            nodes += town.Nodes.Count;
        }

        foreach (var (number, town) in Towns(plan, cancellationToken))
        {
            for (var i = 0; i < town.Ways.Count; i++)
                writer.Way(plan.WayId(number, i), town.Ways[i].Nodes, town.Ways[i].Tags);
            ways += town.Ways.Count;
            found += SegmentsOf(town);
        }

        foreach (var (number, town) in Towns(plan, cancellationToken))
            for (var i = 0; i < town.Restrictions.Count; i++)
            {
                var (from, via, to) = town.Restrictions[i];
                writer.Relation(
                    plan.RelationId(number, i),
                    [
                        new OsmMember(true, plan.WayId(number, from), "from"), new OsmMember(false, via, "via"),
                        new OsmMember(true, plan.WayId(number, to), "to"),
                    ],
                    new OsmTag("type", "restriction"), new OsmTag("restriction", "no_straight_on"));
            }

        return new CountrySize(plan.Towns, nodes, ways, found);
    }

    private static IEnumerable<(int Number, CountryTown Town)> Towns(CountryPlan plan, CancellationToken cancellationToken)
    {
        for (var town = 0; town < plan.Towns; town++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (town, new CountryTown(plan, town));
        }
    }

    private static int CountTowns(int segments, ulong seed, int columns, CancellationToken cancellationToken)
    {
        long found = 0;
        foreach (var (number, town) in Towns(new CountryPlan(seed, int.MaxValue, columns), cancellationToken))
            if ((found += SegmentsOf(town)) >= segments)
                return number + 1;
        throw new InvalidOperationException("The country has no end.");
    }

    /// <summary>Stretches between places where drivable ways meet or end, or a bollard stands.</summary>
    private static int SegmentsOf(CountryTown town)
    {
        var uses = new Dictionary<long, int>();
        var drivable = town.Ways.Where(IsDrivable).ToList();
        foreach (var way in drivable)
            foreach (var node in way.Nodes)
                CollectionsMarshal.GetValueRefOrAddDefault(uses, node, out _)++;
        return drivable.Sum(way => way.Nodes.Length - 1 - way.Nodes[1..^1].Count(node => uses[node] == 1));
    }

    private static bool IsDrivable(CountryWay way) =>
        way.Nodes.Length > 1 && way.Tags[0].Value is not ("footway" or "track") && !Array.Exists(way.Tags, tag => tag.Key == "area");
}
