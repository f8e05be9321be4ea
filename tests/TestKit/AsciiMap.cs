using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.TestKit;

/// <summary>
/// A road network drawn with characters. Upper-case letters are nodes, digits and lower-case letters mark positions, all else
/// is decoration; rows run from north to south. Ways are named by their nodes and cut where a node has another way or an end.
/// </summary>
/// <param name="drawing">The rows.</param>
/// <param name="stepM">Metres between neighbouring characters, both ways.</param>
public sealed class AsciiMap(string drawing, double stepM)
{
    private static readonly LocalProjection Projection = new(GeoPoint.FromDegrees(8.7, 49.4));

    private readonly string[] _rows = drawing.Split('\n');
    private readonly List<Way> _ways = [];

    /// <summary>The position of a character; it must occur exactly once.</summary>
    public GeoPoint At(char mark)
    {
        var places =
            from row in Enumerable.Range(0, _rows.Length)
            from column in Enumerable.Range(0, _rows[row].Length)
            where _rows[row][column] == mark
            select Projection.ToGeo(new PlanarPoint(column * stepM, -row * stepM));
        return places.Single();
    }

    /// <summary>Adds a way that may be driven both ways.</summary>
    public AsciiMap Road(string nodes, RoadClass roadClass = RoadClass.Residential) => Add(nodes, oneway: false, roadClass);

    /// <summary>Adds a way that may be driven in the order of its nodes only.</summary>
    public AsciiMap Oneway(string nodes, RoadClass roadClass = RoadClass.Residential) => Add(nodes, oneway: true, roadClass);

    /// <summary>The segments of all ways.</summary>
    public ImmutableArray<RoadSegment> Segments()
    {
        var uses = _ways.SelectMany(way => way.Nodes.Skip(1).SkipLast(1).Concat(Ends(way))).GroupBy(node => node)
            .ToDictionary(group => group.Key, group => group.Count());
        return [.. _ways.SelectMany((way, index) => Cut(way, index + 1, uses))];
    }

    /// <summary>The graph of all ways.</summary>
    public RoadGraph Graph() => RoadGraph.Build(Segments());

    /// <summary>The segment between two nodes, in the order drawn.</summary>
    public static int Segment(RoadGraph graph, char from, char to) =>
        Enumerable.Range(0, graph.SegmentCount).Single(i => graph[i].OsmFromNodeId == from && graph[i].OsmToNodeId == to);

    private static IEnumerable<char> Ends(Way way) => [way.Nodes[0], way.Nodes[0], way.Nodes[^1], way.Nodes[^1]];

    private AsciiMap Add(string nodes, bool oneway, RoadClass roadClass)
    {
        _ways.Add(new Way(nodes, oneway, roadClass));
        return this;
    }

    private IEnumerable<RoadSegment> Cut(Way way, int wayId, Dictionary<char, int> uses)
    {
        var from = 0;
        for (var to = 1; to < way.Nodes.Length; to++)
        {
            if (uses[way.Nodes[to]] < 2)
                continue;
            yield return Segment(way, wayId, from, to);
            from = to;
        }
    }

    private RoadSegment Segment(Way way, int wayId, int from, int to)
    {
        ImmutableArray<GeoPoint> line = [.. way.Nodes[from..(to + 1)].Select(At)];
        return new RoadSegment
        {
            Id = SegmentIds.Of(wayId, way.Nodes[from], way.Nodes[to], 0),
            OsmWayId = wayId,
            OsmFromNodeId = way.Nodes[from],
            OsmToNodeId = way.Nodes[to],
            Line = line,
            LengthM = Sphere.LengthM(line.AsSpan()),
            Class = way.Class,
            ForwardAllowed = true,
            BackwardAllowed = !way.Oneway,
        };
    }

    private sealed record Way(string Nodes, bool Oneway, RoadClass Class);
}
