using System.Xml;
using Telemetry.Contracts.Geography;

namespace Telemetry.RoadNetwork.Import.Xml;

/// <summary>
/// Reads OSM XML 0.6 (https://wiki.openstreetmap.org/wiki/OSM_XML), one element in memory at a time. Elements that an
/// editor marked as deleted are passed over; document type declarations are refused.
/// </summary>
internal sealed class XmlOsmReader(string fileName) : OsmReader
{
    public override void ReadWays(MeteredStream stream, Action<OsmWay> visit)
    {
        var way = new OsmWay();
        ReadElements(stream, "way", element =>
        {
            way.Id = element.Long("id");
            way.Refs.Clear();
            way.Tags.Clear();
            element.ReadChildren(way.Tags, way.Refs);
            if (way.Tags["highway"] is not null)
                visit(way);
        });
    }

    public override void ReadNodes(MeteredStream stream, IOsmNodeSink sink)
    {
        var tags = new OsmTags();
        ReadElements(stream, "node", element =>
        {
            var index = sink.IndexOf(element.Long("id"));
            if (index < 0)
                return;
            var position = new GeoPoint(element.UnitsE7("lon", 180), element.UnitsE7("lat", 90));
            tags.Clear();
            element.ReadChildren(tags, refs: null);
            sink.Place(index, position, tags);
        });
    }

    private void ReadElements(MeteredStream stream, string kind, Action<XmlElement> visit)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        using var reader = XmlReader.Create(stream, settings);
        var element = new XmlElement(fileName, reader);
        try
        {
            reader.MoveToContent();
            CheckRoot(reader, element);
            while (reader.Read())
                if (reader.Depth == 1 && reader.NodeType == XmlNodeType.Element && reader.Name == kind && !IsDeleted(reader))
                    visit(element);
        }
        catch (XmlException fault)
        {
            // Some faults, such as an end within the declaration, carry no line: then the reader stands where it is.
            throw element.Error(fault.LineNumber, $"this is no well-formed XML ({fault.Message.TrimEnd('.')})", fault);
        }
    }

    private static void CheckRoot(XmlReader reader, XmlElement element)
    {
        if (reader.Name != "osm")
            throw element.Error($"the root element is '{reader.Name}', not 'osm'");
        if (reader.GetAttribute("version") is { } version and not "0.6")
            throw element.Error($"OSM XML version '{version}' is not supported (0.6 is)");
    }

    private static bool IsDeleted(XmlReader reader) =>
        reader.GetAttribute("visible") == "false" || reader.GetAttribute("action") == "delete";
}
