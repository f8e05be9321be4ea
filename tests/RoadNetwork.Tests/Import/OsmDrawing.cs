using System.Globalization;
using System.Text;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.RoadNetwork.Tests.Import;

/// <summary>
/// An OSM extract drawn with characters, 1e-4 degrees apart: letters are nodes, their code is their id. The same drawing
/// can be written in every format that is read.
/// </summary>
internal sealed class OsmDrawing
{
    private const int StepE7 = 1_000;

    private readonly SortedDictionary<long, GeoPoint> _nodes = [];
    private readonly Dictionary<long, string[]> _nodeTags = [];
    private readonly List<(long Id, long[] Refs, string[] Tags)> _ways = [];
    private readonly List<(long Id, string[] Members, string[] Tags)> _relations = [];

    public OsmDrawing(string drawing)
    {
        var rows = drawing.Split('\n');
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < rows[row].Length; column++)
                if (char.IsAsciiLetter(rows[row][column]))
                    _nodes[rows[row][column]] = new GeoPoint(87_000_001 + column * StepE7, 494_000_003 - row * StepE7);
    }

    public IEnumerable<KeyValuePair<long, GeoPoint>> Nodes => _nodes;

    public IReadOnlyList<(long Id, long[] Refs, string[] Tags)> Ways => _ways;

    public IReadOnlyList<(long Id, string[] Members, string[] Tags)> Relations => _relations;

    public GeoPoint At(char node) => _nodes[node];

    public string[] TagsOf(long node) => _nodeTags.GetValueOrDefault(node, []);

    /// <summary>Adds a way; tags are <c>key=value</c>, a residential road where none is given.</summary>
    public OsmDrawing Way(long id, string nodes, params string[] tags)
    {
        _ways.Add((id, [.. nodes.Select(c => (long)c)], tags.Length > 0 ? tags : ["highway=residential"]));
        return this;
    }

    /// <summary>Adds a turn restriction; members are <c>role way</c> by number and <c>role node</c> by letter: <c>from 1, via C, to 2</c>.</summary>
    public OsmDrawing Restriction(long id, string members, params string[] tags)
    {
        _relations.Add((id, members.Split(", ", StringSplitOptions.RemoveEmptyEntries), ["type=restriction", .. tags]));
        return this;
    }

    /// <summary>A member as role, whether it is a way, and id.</summary>
    public static (string Role, bool IsWay, long Id) Member(string text) => text.Split(' ') is [var role, var member]
        ? char.IsAsciiDigit(member[0])
            ? (role, true, long.Parse(member, CultureInfo.InvariantCulture))
            : (role, false, member[0])
        : throw new ArgumentException($"'{text}' is no member.", nameof(text));

    public OsmDrawing Tag(char node, params string[] tags)
    {
        _nodeTags[node] = tags;
        return this;
    }

    /// <summary>Puts a node where another is.</summary>
    public OsmDrawing Move(char node, char to)
    {
        _nodes[node] = _nodes[to];
        return this;
    }

    /// <summary>Leaves a node out.</summary>
    public OsmDrawing Without(char node)
    {
        _nodes.Remove(node);
        return this;
    }

    public string ToXml()
    {
        var text = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n");
        foreach (var (id, position) in _nodes)
            text.Append(CultureInfo.InvariantCulture, $"<node id='{id}' lat='{position.LatE7 / 1e7m:F7}' lon='{position.LonE7 / 1e7m:F7}'>\n{Xml(TagsOf(id))}</node>\n");
        foreach (var (id, refs, tags) in _ways)
        {
            text.Append(CultureInfo.InvariantCulture, $"<way id='{id}'>\n");
            foreach (var node in refs)
                text.Append(CultureInfo.InvariantCulture, $"<nd ref='{node}'/>\n");
            text.Append(Xml(tags)).Append("</way>\n");
        }

        foreach (var (id, members, tags) in _relations)
        {
            text.Append(CultureInfo.InvariantCulture, $"<relation id='{id}'>\n");
            foreach (var (role, isWay, member) in members.Select(Member))
                text.Append(CultureInfo.InvariantCulture, $"<member type='{(isWay ? "way" : "node")}' ref='{member}' role='{role}'/>\n");
            text.Append(Xml(tags)).Append("</relation>\n");
        }

        return text.Append("<relation id='1'><member type='way' ref='1' role=''/></relation>\n</osm>\n").ToString();
    }

    /// <summary>Imports the drawing from a format: <c>xml</c>, <c>dense</c> or <c>plain</c>.</summary>
    public ImportedRoads Import(string format) => ImportBytes(Write(format), "drawing.osm");

    public byte[] Write(string format) => format switch
    {
        "xml" => Encoding.UTF8.GetBytes(ToXml()),
        "dense" => PbfFile.Of(this, dense: true, zlib: true).ToArray(),
        _ => PbfFile.Of(this, dense: false, zlib: false).ToArray(),
    };

    public static ImportedRoads ImportBytes(byte[] bytes, string name) => RoadImporter.Import(
        new OsmSource(name, () => new MemoryStream(bytes, writable: false)), null, TestContext.Current.CancellationToken);

    /// <summary>Everything that an import gives but its report, as bytes.</summary>
    public static byte[] Encoded(ImportedRoads roads) =>
        RoadCellCodec.Encode(new RoadCell(default, roads.Segments) { TurnRestrictions = roads.TurnRestrictions });

    private static string Xml(string[] tags) => string.Concat(tags.Select(tag => tag.Split('=', 2))
        .Select(tag => $"<tag k='{tag[0]}' v='{tag[1]}'/>\n"));
}
