using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.Evaluation.Inputs;

/// <summary>Reads a road network for judging.</summary>
public static class NetworkReader
{
    /// <summary>
    /// Reads an OSM extract (<c>.osm.pbf</c>, <c>.osm</c>), or a CSV file (also <c>.gz</c>) of directed segments with the columns
    /// <c>lon1,lat1,lon2,lat2</c>: equal positions are one node, a row against another makes a two-way road, and rows that follow each
    /// other without a junction between make one segment.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading of an extract.</param>
    /// <returns>By segment id.</returns>
    /// <exception cref="InputFormatException">A row cannot be read.</exception>
    /// <exception cref="OsmFormatException">The extract is corrupt.</exception>
    public static IReadOnlyList<RoadSegment> Read(string path, CancellationToken cancellationToken) =>
        IsTable(path) ? ReadTable(path) : Import(path, cancellationToken).Segments;

    /// <summary>Reads a network as matching needs it: with the turns that an extract forbids.</summary>
    /// <inheritdoc cref="Read"/>
    public static RoadGraph ReadGraph(string path, CancellationToken cancellationToken)
    {
        if (IsTable(path))
            return RoadGraph.Build(ReadTable(path));
        var roads = Import(path, cancellationToken);
        return RoadGraph.Build(roads.Segments, roads.TurnRestrictions);
    }

    private static bool IsTable(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    private static ImportedRoads Import(string path, CancellationToken cancellationToken) =>
        RoadImporter.Import(new OsmSource(Path.GetFileName(path), () => File.OpenRead(path)), null, cancellationToken);

    private static List<RoadSegment> ReadTable(string path)
    {
        using var table = new CsvTable(path);
        int lon1 = table.Required("lon1"), lat1 = table.Required("lat1"), lon2 = table.Required("lon2"), lat2 = table.Required("lat2");
        var rows = new List<(long From, long To)>();
        while (table.Next())
        {
            GeoPoint from = table.Point(lon1, lat1), to = table.Point(lon2, lat2);
            if (from != to)
                rows.Add((NodeOf(from), NodeOf(to)));
        }

        var seen = new Dictionary<(long From, long To), int>();
        var segments = new List<RoadSegment>();
        foreach (var (nodes, twoWay) in RowJoiner.Join(rows))
            segments.Add(Segment(nodes, twoWay, Ordinal(seen, (nodes[0], nodes[^1]))));
        segments.Sort((a, b) => a.Id.CompareTo(b.Id));
        return segments;
    }

    /// <summary>Tells roads between the same two junctions apart, in the order in which they are met.</summary>
    private static int Ordinal(Dictionary<(long From, long To), int> seen, (long From, long To) ends) =>
        seen[ends] = seen.TryGetValue(ends, out var ordinal) ? ordinal + 1 : 0;

    private static RoadSegment Segment(IReadOnlyList<long> nodes, bool twoWay, int ordinal)
    {
        GeoPoint[] line = [.. nodes.Select(PointOf)];
        return new RoadSegment
        {
            Id = SegmentIds.Of(0, nodes[0], nodes[^1], ordinal),
            OsmWayId = 0,
            OsmFromNodeId = nodes[0],
            OsmToNodeId = nodes[^1],
            Ordinal = ordinal,
            Line = [.. line],
            LengthM = Sphere.LengthM(line),
            Class = RoadClass.Unclassified,
            ForwardAllowed = true,
            BackwardAllowed = twoWay,
        };
    }

    // Positions stand for nodes: the two numbers of a position make one.
    private static long NodeOf(GeoPoint point) => ((long)point.LonE7 << 32) | (uint)point.LatE7;

    private static GeoPoint PointOf(long node) => new((int)(node >> 32), (int)node);
}
