using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Import.Tags;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Import;

public sealed class RoadTagsTests
{
    [Theory]
    [InlineData("highway=motorway", RoadClass.Motorway, false)]
    [InlineData("highway=motorway_link", RoadClass.Motorway, true)]
    [InlineData("highway=trunk_link", RoadClass.Trunk, true)]
    [InlineData("highway=road", RoadClass.Unclassified, false)]
    [InlineData("highway=living_street", RoadClass.LivingStreet, false)]
    [InlineData("highway=service", RoadClass.Service, false)]
    internal void Read_HighwayClass_IsKept(string tags, RoadClass expected, bool isLink)
    {
        Assert.Equal(WayVerdict.Drivable, Read(tags, out var road));
        Assert.Equal((expected, isLink), (road.Class, road.IsLink));
    }

    [Theory]
    [InlineData("highway=footway", WayVerdict.NotARoad)]
    [InlineData("highway=track", WayVerdict.NotARoad)]
    [InlineData("highway=construction", WayVerdict.NotARoad)]
    [InlineData("highway=_link", WayVerdict.NotARoad)]
    [InlineData("building=yes", WayVerdict.NotARoad)]
    [InlineData("highway=service area=yes", WayVerdict.Area)]
    [InlineData("highway=service access=no", WayVerdict.ClosedToCars)]
    [InlineData("highway=service access=no motor_vehicle=yes", WayVerdict.Drivable)]
    [InlineData("highway=service access=yes motorcar=no", WayVerdict.ClosedToCars)]
    [InlineData("highway=service vehicle=no motorcar=destination", WayVerdict.Drivable)]
    [InlineData("highway=service access=private", WayVerdict.Drivable)]
    [InlineData("highway=service access=customers", WayVerdict.Drivable)]
    [InlineData("highway=service motor_vehicle=agricultural;forestry", WayVerdict.ClosedToCars)]
    [InlineData("highway=service motor_vehicle=agricultural;destination", WayVerdict.Drivable)]
    [InlineData("highway=service access=no bus=yes", WayVerdict.ClosedToCars)]
    [InlineData("highway=residential oneway=yes motor_vehicle:forward=no", WayVerdict.ClosedToCars)]
    internal void Read_Access_DecidesByTheMostSpecificTag(string tags, WayVerdict expected) =>
        Assert.Equal(expected, Read(tags, out _));

    [Theory]
    [InlineData("highway=residential", true, true)]
    [InlineData("highway=residential oneway=yes", true, false)]
    [InlineData("highway=residential oneway=1", true, false)]
    [InlineData("highway=residential oneway=-1", false, true)]
    [InlineData("highway=motorway", true, false)]
    [InlineData("highway=motorway oneway=no", true, true)]
    [InlineData("highway=motorway_link", true, true)]
    [InlineData("highway=primary junction=roundabout", true, false)]
    [InlineData("highway=residential oneway=reversible", true, true)]
    [InlineData("highway=residential oneway=yes oneway:motorcar=no", true, true)]
    [InlineData("highway=residential vehicle:backward=no", true, false)]
    [InlineData("highway=residential motor_vehicle=yes access:backward=no", true, true)]
    public void Read_Directions_AreOnewayAndAccess(string tags, bool forward, bool backward)
    {
        Read(tags, out var road);
        Assert.Equal((forward, backward), (road.Forward, road.Backward));
    }

    [Theory]
    [InlineData("maxspeed=50", "50", "50")]
    [InlineData("maxspeed=30 mph", "30 mph", "30 mph")]
    [InlineData("maxspeed=none", "none", "none")]
    [InlineData("maxspeed=signals", "variable", "variable")]
    [InlineData("maxspeed=variable", "variable", "variable")]
    [InlineData("maxspeed=walk", "7", "7")]
    [InlineData("maxspeed=DE:urban", "50", "50")]
    [InlineData("maxspeed=DE:rural", "100", "100")]
    [InlineData("maxspeed=DE:motorway", "none", "none")]
    [InlineData("maxspeed=DE:30", "30", "30")]
    [InlineData("maxspeed=DE:zone:30", "30", "30")]
    [InlineData("maxspeed=FR:zone20", "20", "20")]
    [InlineData("maxspeed=FI:zone30", "30", "30")]
    [InlineData("maxspeed=GB:30", "30 mph", "30 mph")]
    [InlineData("maxspeed=GB:nsl_dual", "70 mph", "70 mph")]
    [InlineData("maxspeed=UK:nsl_single", "60 mph", "60 mph")]
    [InlineData("maxspeed=BE-VLG:rural", "70", "70")]
    [InlineData("maxspeed=RU:living_street", "20", "20")]
    [InlineData("maxspeed=50 km/h", "50", "50")]
    [InlineData("maxspeed=50kmh", "50", "50")]
    [InlineData("maxspeed=30mph", "30 mph", "30 mph")]
    [InlineData("maxspeed=80|maxspeed:motorcar=100", "100", "100")]
    [InlineData("maxspeed=80|maxspeed:motorcar:backward=100", "80", "100")]
    [InlineData("maxspeed:variable=peak_traffic", "variable", "variable")]
    [InlineData("maxspeed=120|maxspeed:variable=weather", "120", "120")]
    [InlineData("zone:maxspeed=30", "30", "30")]
    [InlineData("zone:maxspeed=DE:30", "30", "30")]
    [InlineData("source:maxspeed=DE:zone:30", "30", "30")]
    [InlineData("maxspeed=50|zone:maxspeed=30", "50", "50")]
    [InlineData("zone:maxspeed=DE:urban", null, null)]
    [InlineData("source:maxspeed=DE:urban", null, null)]
    [InlineData("maxspeed:type=DE:rural|zone:traffic=DE:rural", null, null)]
    [InlineData("maxspeed:type=sign|source:maxspeed=markings|maxspeed:reason=noise", null, null)]
    [InlineData("source:maxspeed=50", null, null)]
    [InlineData("maxspeed:forward=70", "70", null)]
    [InlineData("maxspeed=100|maxspeed:backward=70", "100", "70")]
    [InlineData("maxspeed:forward=80|maxspeed:backward=60", "80", "60")]
    [InlineData("oneway=yes|maxspeed=50", "50", null)]
    [InlineData("oneway=-1|maxspeed=50", null, "50")]
    public void Read_Maxspeed_IsTheLimitPerDirection(string tags, string? forward, string? backward)
    {
        var road = ReadRoad("highway=primary|" + tags, out var findings);
        Assert.Equal((forward, backward), (road.ForwardLimit?.ToString(), road.BackwardLimit?.ToString()));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("10 knots")]
    [InlineData("5O")]
    [InlineData("km/h")]
    [InlineData("US:urban")]
    [InlineData("XX:urban")]
    [InlineData("de:urban")]
    [InlineData("-50")]
    [InlineData("50.5")]
    [InlineData("1000")]
    [InlineData("fast")]
    [InlineData("0")]
    [InlineData("DE:zone")]
    [InlineData("50;70")]
    [InlineData("")]
    public void Read_MaxspeedNotUnderstood_IsNoLimitAndSaid(string value)
    {
        var road = ReadRoad("highway=primary|maxspeed=" + value, out var findings);
        Assert.Null(road.ForwardLimit);
        Assert.Equal([(TagFinding.UnreadLimit, "maxspeed=" + value)], findings);
    }

    [Fact]
    public void Read_MaxspeedOfLanes_IsThatOfTheFastest()
    {
        var tags = new OsmTagsBuilder("highway=motorway", "maxspeed:lanes=|80|none|120").Tags;
        RoadTags.Read(tags, new TagFindings(), out var road);
        Assert.Equal("none", road.ForwardLimit?.ToString());
    }

    [Theory]
    [InlineData("barrier=bollard", true)]
    [InlineData("barrier=something_new", true)]
    [InlineData("barrier=bollard motor_vehicle=yes", false)]
    [InlineData("barrier=gate", false)]
    [InlineData("barrier=gate access=no", true)]
    [InlineData("barrier=lift_gate access=private", false)]
    [InlineData("highway=crossing access=no", false)]
    public void Block_Node_StopsCars(string tags, bool expected) => Assert.Equal(expected, BarrierTags.Block(Tags(tags)));

    private static WayVerdict Read(string tags, out RoadAttributes road) => RoadTags.Read(Tags(tags), new TagFindings(), out road);

    /// <summary>Reads a drivable way's tags, written with <c>|</c> between them.</summary>
    internal static RoadAttributes ReadRoad(string tags, out IReadOnlyList<(TagFinding Finding, string Tag)> findings)
    {
        var found = new TagFindings();
        Assert.Equal(WayVerdict.Drivable, RoadTags.Read(Tags(tags, '|'), found, out var road));
        findings = found.Found;
        return road;
    }

    private static OsmTags Tags(string text, char separator = ' ')
    {
        var tags = new OsmTags();
        foreach (var tag in text.Split(separator).Select(tag => tag.Split('=', 2)))
            tags.Add(tag[0], tag[1]);
        return tags;
    }
}
