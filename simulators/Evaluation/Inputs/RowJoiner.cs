namespace Telemetry.Evaluation.Inputs;

/// <summary>
/// Joins directed rows between two nodes each to roads from junction to junction, as an import cuts them: a matcher meets pieces of
/// twenty metres nowhere else. Pure; the result does not depend on the order or repetition of rows.
/// </summary>
internal static class RowJoiner
{
    /// <summary>The roads; those driven both ways once, in either direction.</summary>
    /// <param name="rows">From a node to another, in the direction of travel.</param>
    public static IEnumerable<(IReadOnlyList<long> Nodes, bool TwoWay)> Join(IEnumerable<(long From, long To)> rows)
    {
        var directed = rows.ToHashSet();
        var beside = new SortedDictionary<long, SortedSet<long>>();
        foreach (var (from, to) in directed)
        {
            Neighbours(beside, from).Add(to);
            Neighbours(beside, to).Add(from);
        }

        var done = new HashSet<(long From, long To)>();
        var through = beside.Where(node => IsThrough(node.Key, node.Value, directed)).Select(node => node.Key).ToHashSet();
        // Circles without a junction are left for the second round: any node of theirs will do.
        foreach (var isRest in new[] { false, true })
            foreach (var (node, neighbours) in beside)
                foreach (var next in isRest || !through.Contains(node) ? neighbours : [])
                    if (directed.Contains((node, next)) && !done.Contains((node, next)))
                        yield return Follow(node, next, beside, through, directed, done);
    }

    private static (IReadOnlyList<long> Nodes, bool TwoWay) Follow(
        long from, long to, SortedDictionary<long, SortedSet<long>> beside, HashSet<long> through,
        HashSet<(long From, long To)> directed, HashSet<(long From, long To)> done)
    {
        var twoWay = directed.Contains((to, from));
        List<long> nodes = [from, to];
        Mark(from, to);
        while (through.Contains(to) && to != nodes[0])
        {
            (from, to) = (to, beside[to].Min == from ? beside[to].Max : beside[to].Min);
            nodes.Add(to);
            Mark(from, to);
        }

        return (nodes, twoWay);

        void Mark(long a, long b)
        {
            done.Add((a, b));
            if (twoWay)
                done.Add((b, a));
        }
    }

    /// <summary>True where a road passes a node without a junction: two neighbours, and the same directions on both sides.</summary>
    private static bool IsThrough(long node, SortedSet<long> neighbours, HashSet<(long From, long To)> directed)
    {
        if (neighbours.Count != 2)
            return false;
        long a = neighbours.Min, b = neighbours.Max;
        return directed.Contains((a, node)) == directed.Contains((node, b)) && directed.Contains((b, node)) == directed.Contains((node, a));
    }

    private static SortedSet<long> Neighbours(SortedDictionary<long, SortedSet<long>> beside, long node)
    {
        if (!beside.TryGetValue(node, out var neighbours))
            beside.Add(node, neighbours = []);
        return neighbours;
    }
}
