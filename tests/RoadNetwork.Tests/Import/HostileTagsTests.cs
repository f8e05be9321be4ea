using FsCheck;
using FsCheck.Fluent;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Tests.Import;

/// <summary>Tags are written by anybody: whatever they hold is read or reported, and what is read can be stored.</summary>
public sealed class HostileTagsTests
{
    private static readonly string[] s_keys =
    [
        "maxspeed", "maxspeed:forward", "maxspeed:backward", "maxspeed:lanes", "maxspeed:conditional", "maxspeed:hgv", "maxspeed:variable",
        "maxspeed:wet", "maxspeed:backward:conditional", "zone:maxspeed", "zone:traffic", "source:maxspeed", "maxspeed:type", "oneway",
        "oneway:conditional", "access", "motor_vehicle", "motor_vehicle:conditional", "motorcar:forward:conditional", "lanes",
        "lanes:forward", "lanes:backward", "lanes:both_ways", "width", "junction", "motorroad", "name", "restriction",
        "restriction:conditional", "except", "day_on", "hour_off", "traffic_sign", "traffic_sign:2", "traffic_sign:forward", "direction",
    ];

    private static readonly string[] s_words =
    [
        "30", "50", "0", "99999999999999999999", "-1", ".", "mph", " ", ";", "@", "(", ")", "()", "22:00-06:00", "Mo-Fr", "wet", "AND", " AND ",
        "weight", ">", "<", "=", ">=", "3.5", "t", "|", "DE", "DE:", ":", "urban", "zone", "no", "yes", "none", "walk", "destination", "'",
        "\"", "12'6\"", "m", "no_left_turn", "only_", "no_", "é", "\0", "2016", "forward", "N", "BE-VLG:rural", "/",
    ];

    private static Arbitrary<(string Key, string Value)[]> Tags { get; } =
        (from key in Gen.Elements(s_keys)
         from words in Gen.OneOf(Gen.Elements(s_words), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ListOf()
         select (key, string.Concat(words))).ArrayOf().ToArbitrary();

    [Fact]
    public void Read_AnyTags_NeverThrowsAndCanBeStored() => Prop.ForAll(Tags, tags =>
    {
        var read = new OsmTagsBuilder("highway=primary").Tags;
        foreach (var (key, value) in tags)
            read.Add(key, value);
        var findings = new TagFindings();
        RestrictionTags.Read(read, findings);
        SignTags.Read(read, []);
        if (RoadTags.Read(read, findings, out var road) != WayVerdict.Drivable)
            return;
        Assert.True(road.Forward || road.Backward);
        Assert.All(road.ConditionalLimits, limit => Assert.NotEmpty(limit.Condition));
        Assert.All(road.AccessConditions, condition => Assert.NotEmpty(condition.Condition));
        Assert.True(road.WidthM is null or (> 0 and <= 200));
        Assert.True(road.LanesForward is not 0 && road.LanesBackward is not 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Import_AnyTags_GivesSegmentsThatAreReadBackAsTheyWere() => Prop.ForAll(Tags, tags =>
    {
        string[] text = [.. tags.Select(tag => $"{tag.Key}={new string([.. tag.Value.Where(c => c is >= ' ' and < '\u007f')])}")];
        var roads = new OsmDrawing("A-b-C").Way(1, "AbC", ["highway=primary", "oneway=no", .. text]).Way(2, "AC")
            .Tag('b', text).Restriction(3, "from 1, via C, to 2", text).Import("dense");

        var bytes = OsmDrawing.Encoded(roads);

        var decoded = RoadCellCodec.Decode(bytes);
        Assert.Equal(roads.Segments.Select(Cells.RandomSegments.Comparable), decoded.Segments.Select(Cells.RandomSegments.Comparable));
        Assert.Equal(roads.TurnRestrictions, decoded.TurnRestrictions);
    }).QuickCheckThrowOnFailure();
}
