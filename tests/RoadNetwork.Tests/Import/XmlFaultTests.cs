using System.Text;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.RoadNetwork.Tests.Import;

public sealed class XmlFaultTests
{
    private static readonly string s_xml = new OsmDrawing("A-b-C").Way(1, "AbC", "highway=primary").ToXml().TrimEnd();

    [Fact]
    public void Import_TruncatedAnywhere_IsRefusedWithTheLine()
    {
        for (var length = 1; length < s_xml.Length; length++)
            Assert.InRange(Refusal(s_xml[..length]).Line.GetValueOrDefault(), 1, s_xml.Count(c => c == '\n') + 1);
    }

    [Theory]
    [InlineData("<html><body/></html>", 1, "'html'")]
    [InlineData("<osm version='0.5'/>", 1, "0.5")]
    [InlineData("<!DOCTYPE osm [<!ENTITY a 'b'>]><osm/>", 1, "DTD")]
    [InlineData("<osm>\n<way id='x'/></osm>", 2, "'id'")]
    [InlineData("<osm>\n<way/></osm>", 2, "'id'")]
    [InlineData("<osm>\n<way id='1'>\n<nd/></way></osm>", 3, "'ref'")]
    [InlineData("<osm>\n<way id='1'><tag k='highway'/></way></osm>", 2, "'v'")]
    public void Import_WrongContent_NamesLineAndProblem(string xml, int line, string problem)
    {
        var fault = Refusal(xml);
        Assert.Equal(line, fault.Line);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.StartsWith($"map.osm: line {line}: ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lat='91' lon='8'", "90 degrees")]
    [InlineData("lat='49' lon='-180.1'", "180 degrees")]
    [InlineData("lat='NaN' lon='8'", "no number")]
    [InlineData("lon='8'", "'lat'")]
    public void Import_WrongPosition_IsRefused(string position, string problem) =>
        Assert.Contains(problem, Refusal(TwoNodes($"<node id='1' {position}/>")).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("49.40000005", 494_000_001)]
    [InlineData("49.3999999499", 493_999_999)]
    [InlineData("-1e-7", -1)]
    [InlineData("49.4", 494_000_000)]
    public void Import_Position_IsExact(string lat, int expectedE7)
    {
        var xml = TwoNodes($"<node id='1' lat='{lat}' lon='8'/>");
        var roads = OsmDrawing.ImportBytes(Encoding.UTF8.GetBytes(xml), "map.osm");
        Assert.Equal(expectedE7, Assert.Single(roads.Segments).Line[0].LatE7);
    }

    [Fact]
    public void Import_DeletedWay_IsPassedOver()
    {
        var xml = TwoNodes("<node id='1' lat='49' lon='8'/>").Replace("<way id='1'>", "<way id='1' action='delete'>", StringComparison.Ordinal);
        Assert.Contains("no road", Refusal(xml).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_ByteOrderMarkAndUtf16_AreRead()
    {
        Assert.Single(OsmDrawing.ImportBytes([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(s_xml)], "unnamed").Segments);
        var utf16 = s_xml.Replace("UTF-8", "UTF-16", StringComparison.Ordinal);
        Assert.Single(OsmDrawing.ImportBytes([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(utf16)], "map.osm").Segments);
    }

    private static string TwoNodes(string first) =>
        $"<osm version='0.6'>{first}<node id='2' lat='50' lon='9'/><way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='road'/></way></osm>";

    private static OsmFormatException Refusal(string xml) =>
        Assert.Throws<OsmFormatException>(() => OsmDrawing.ImportBytes(Encoding.UTF8.GetBytes(xml), "map.osm"));
}
