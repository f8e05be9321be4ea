using System.Xml;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Import.Xml;

/// <summary>
/// Reads OSM XML 0.6 (https://wiki.openstreetmap.org/wiki/OSM_XML), one element in memory at a time. Elements that an
/// editor marked as deleted are passed over; document type declarations are refused.
/// </summary>
internal sealed class XmlOsmReader(string fileName) : OsmReader
{
    public override void ReadWays(MeteredStream stream, Action<OsmWay> visitWay, Action<OsmRelation> visitRestriction)
    {
        var way = new OsmWay();
        var relation = new OsmRelation();
        ReadElements(stream, (kind, element) =>
        {
            if (kind == "way")
            {
                way.Id = element.Long("id");
                element.ReadWay(way);
                if (way.Tags["highway"] is not null)
                    visitWay(way);
            }
            else if (kind == "relation")
            {
                relation.Id = element.Long("id");
                element.ReadRelation(relation);
                if (relation.Tags.Has("type", "restriction"))
                    visitRestriction(relation);
            }
        });
    }

    public override void ReadNodes(MeteredStream stream, IOsmNodeSink sink)
    {
        var tags = new OsmTags();
        ReadElements(stream, (kind, element) =>
        {
            if (kind != "node")
                return;
            var id = element.Long("id");
            var index = sink.IndexOf(id);
            if (index < 0 && element.IsEmpty)
                return;
            var position = new GeoPoint(element.UnitsE7("lon", 180), element.UnitsE7("lat", 90));
            element.ReadTags(tags);
            if (index >= 0)
                sink.Place(id, index, position, tags);
            if (SignTags.Has(tags))
                sink.PlaceSign(id, index, position, tags);
        });
    }

    private void ReadElements(MeteredStream stream, Action<string, XmlElement> visit)
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
                if (reader.Depth == 1 && reader.NodeType == XmlNodeType.Element && !IsDeleted(reader))
                    visit(reader.Name, element);
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
