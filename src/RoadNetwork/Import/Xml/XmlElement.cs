using System.Globalization;
using System.Xml;

namespace Telemetry.RoadNetwork.Import.Xml;

/// <summary>The element that an XML reader stands on, with attributes read as numbers and errors that name the line.</summary>
internal sealed class XmlElement(string fileName, XmlReader reader)
{
    private const decimal UnitsPerDegree = 10_000_000;

    /// <summary>True where the element has no children, and so no tags.</summary>
    public bool IsEmpty => reader.IsEmptyElement;

    public OsmFormatException Error(string problem) => Error(0, problem);

    /// <summary>An error in a line; where that is 0, in the one that the reader has reached.</summary>
    public OsmFormatException Error(int line, string problem, Exception? inner = null) => OsmFormatException.InLine(
        fileName, Math.Max(1, line > 0 ? line : (reader as IXmlLineInfo)?.LineNumber ?? 0), problem, inner);

    /// <summary>A whole number.</summary>
    public long Long(string attribute) =>
        long.TryParse(Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"'{attribute}' of <{reader.Name}> is no whole number");

    /// <summary>Degrees as 1e-7 degrees, exactly; digits behind the seventh are rounded.</summary>
    public int UnitsE7(string attribute, int largestDeg)
    {
        const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(Text(attribute), Number, CultureInfo.InvariantCulture, out var degrees))
            throw Error($"'{attribute}' of <{reader.Name}> is no number");
        return Math.Abs(degrees) <= largestDeg
            ? (int)Math.Round(degrees * UnitsPerDegree, MidpointRounding.AwayFromZero)
            : throw Error($"'{attribute}' of <{reader.Name}> is over {largestDeg} degrees");
    }

    /// <summary>Reads a node to its end, replacing what the tags held.</summary>
    public void ReadTags(OsmTags tags) => ReadChildren(tags, _ => { });

    /// <summary>Reads a way to its end, replacing its tags and nodes.</summary>
    public void ReadWay(OsmWay way)
    {
        way.Refs.Clear();
        ReadChildren(way.Tags, name =>
        {
            if (name == "nd")
                way.Refs.Add(Long("ref"));
        });
    }

    /// <summary>Reads a relation to its end, replacing its tags and members; members of unknown kind are passed over.</summary>
    public void ReadRelation(OsmRelation relation)
    {
        relation.Members.Clear();
        ReadChildren(relation.Tags, name =>
        {
            if (name == "member" && KindOf(Text("type")) is { } kind)
                relation.Members.Add(new OsmMember(kind, Long("ref"), reader.GetAttribute("role") ?? ""));
        });
    }

    private static OsmMemberKind? KindOf(string type) => type switch
    {
        "node" => OsmMemberKind.Node,
        "way" => OsmMemberKind.Way,
        "relation" => OsmMemberKind.Relation,
        _ => null,
    };

    private void ReadChildren(OsmTags tags, Action<string> visitOther)
    {
        tags.Clear();
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != depth + 1)
                continue;
            if (reader.Name == "tag")
                tags.Add(Text("k"), Text("v"));
            else
                visitOther(reader.Name);
        }
    }

    private string Text(string attribute) =>
        reader.GetAttribute(attribute) ?? throw Error($"<{reader.Name}> has no '{attribute}'");
}
