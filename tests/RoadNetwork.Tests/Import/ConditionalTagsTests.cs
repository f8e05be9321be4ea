using System.Globalization;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Tests.Import;

public sealed class ConditionalTagsTests
{
    [Theory]
    [InlineData("22:00-06:00", CarConditionKind.Sometimes, "22:00-06:00")]
    [InlineData("(22:00-24:00,  0:00-06:00)", CarConditionKind.Sometimes, "22:00-24:00, 0:00-06:00")]
    [InlineData("(Mo-Fr 16:00-11:00;Sa 00:00-11:00)", CarConditionKind.Sometimes, "Mo-Fr 16:00-11:00;Sa 00:00-11:00")]
    [InlineData("Mo-Fr 06:00-20:00 and wet", CarConditionKind.Sometimes, "Mo-Fr 06:00-20:00 AND wet")]
    [InlineData("sunset-sunrise", CarConditionKind.Sometimes, "sunset-sunrise")]
    [InlineData("PH off", CarConditionKind.Sometimes, "PH off")]
    [InlineData("07:00-16:00 \"on school days\"", CarConditionKind.Sometimes, "07:00-16:00 \"on school days\"")]
    [InlineData("wet", CarConditionKind.Sometimes, "wet")]
    [InlineData("destination", CarConditionKind.Sometimes, "destination")]
    [InlineData("(weight>7.5)", CarConditionKind.Never, "")]
    [InlineData("weightrating>3.5", CarConditionKind.Never, "")]
    [InlineData("weight>=3500 kg", CarConditionKind.Sometimes, "weight>=3500 kg")]
    [InlineData("weight<=3.5 t", CarConditionKind.Always, "")]
    [InlineData("weight>2", CarConditionKind.Sometimes, "weight>2")]
    [InlineData("length>12", CarConditionKind.Never, "")]
    [InlineData("axles>=3", CarConditionKind.Never, "")]
    [InlineData("trailer", CarConditionKind.Never, "")]
    [InlineData("hgv AND 22:00-06:00", CarConditionKind.Never, "")]
    [InlineData("7:30-19:00 AND weight>7.5", CarConditionKind.Never, "")]
    [InlineData("22:00-06:00 AND weight<7.5", CarConditionKind.Sometimes, "22:00-06:00")]
    [InlineData("motorcar", CarConditionKind.Always, "")]
    [InlineData("22:00-06:OO", CarConditionKind.Unread, null)]
    [InlineData("weight>heavy", CarConditionKind.Unread, null)]
    [InlineData("moonlight", CarConditionKind.Unread, null)]
    [InlineData("\"when lights flash\"", CarConditionKind.Unread, null)]
    [InlineData("", CarConditionKind.Unread, null)]
    internal void CarCondition_Text_IsWorkedOutForCars(string text, CarConditionKind kind, string? kept)
    {
        var condition = CarCondition.Read(text);

        Assert.Equal((kind, kept ?? ""), (condition.Kind, condition.Text ?? ""));
    }

    [Theory]
    [InlineData("maxspeed=50|maxspeed:conditional=30 @ (22:00-06:00)", "50", "50", "f30 @ 22:00-06:00|b30 @ 22:00-06:00")]
    [InlineData("maxspeed:conditional=30 @ (22:00-06:00); 80 @ wet", null, null,
        "f30 @ 22:00-06:00|b30 @ 22:00-06:00|f80 @ wet|b80 @ wet")]
    [InlineData("oneway=yes|maxspeed:conditional=120 @ (06:00-20:00); 100 @ (20:00-06:00)", null, null,
        "f120 @ 06:00-20:00|f100 @ 20:00-06:00")]
    [InlineData("maxspeed=100|maxspeed:backward:conditional=60 mph @ (Sa,Su)", "100", "100", "b60 mph @ Sa,Su")]
    [InlineData("maxspeed=100|maxspeed:wet=80", "100", "100", "f80 @ wet|b80 @ wet")]
    [InlineData("maxspeed=80|maxspeed:conditional=100 @ (weightrating<=3.5)", "100", "100", "")]
    [InlineData("maxspeed=100|maxspeed:conditional=none @ (20:00-06:00)", "100", "100", "fnone @ 20:00-06:00|bnone @ 20:00-06:00")]
    public void Read_ConditionalMaxspeed_IsTheLimitsForCars(string tags, string? forward, string? backward, string conditional)
    {
        var road = RoadTagsTests.ReadRoad("highway=primary|" + tags, out var findings);

        Assert.Equal((forward, backward), (road.ForwardLimit?.ToString(), road.BackwardLimit?.ToString()));
        Assert.Equal(conditional, string.Join('|', road.ConditionalLimits.Select(
            limit => $"{(limit.Direction == 0 ? 'f' : 'b')}{limit.Limit} @ {limit.Condition}")));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("maxspeed:hgv=60")]
    [InlineData("maxspeed:hgv:forward=30")]
    [InlineData("maxspeed:bus:conditional=60 @ (22:00-06:00)")]
    [InlineData("maxspeed:conditional=60 @ (weight>7.5)")]
    [InlineData("maxspeed:conditional=80 @ (trailer)")]
    [InlineData("maxspeed:trailer=80")]
    public void Read_LimitForOthers_IsNoLimitForCarsAndCounted(string tag)
    {
        var road = RoadTagsTests.ReadRoad("highway=primary|maxspeed=100|" + tag, out var findings);

        Assert.Equal(("100", 0), (road.ForwardLimit?.ToString(), road.ConditionalLimits.Length));
        Assert.Equal([(TagFinding.LimitForOthers, tag)], findings);
    }

    [Theory]
    [InlineData("maxspeed:conditional=30", TagFinding.UnreadCondition)]
    [InlineData("maxspeed:conditional=30 @ (moonlight)", TagFinding.UnreadCondition)]
    [InlineData("maxspeed:conditional=slow @ (22:00-06:00)", TagFinding.UnreadLimit)]
    [InlineData("motor_vehicle:conditional=no @ moonlight", TagFinding.UnreadCondition)]
    internal void Read_ConditionalNotUnderstood_IsLeftOutAndSaid(string tag, TagFinding finding)
    {
        var road = RoadTagsTests.ReadRoad("highway=primary|maxspeed=100|" + tag, out var findings);

        Assert.Equal(("100", 0, 0), (road.ForwardLimit?.ToString(), road.ConditionalLimits.Length, road.AccessConditions.Length));
        Assert.Equal([(finding, tag)], findings);
    }

    [Theory]
    [InlineData("", "Open", "Open", "")]
    [InlineData("access=private", "Private", "Private", "")]
    [InlineData("access=private|motor_vehicle=yes", "Open", "Open", "")]
    [InlineData("motor_vehicle=agricultural;destination", "Destination", "Destination", "")]
    [InlineData("motor_vehicle=customers|motor_vehicle:backward=permit", "Customers", "Permit", "")]
    [InlineData("motor_vehicle:conditional=destination @ (Mo-Sa 06:00-11:00)", "Open", "Open",
        "f Destination @ Mo-Sa 06:00-11:00|b Destination @ Mo-Sa 06:00-11:00")]
    [InlineData("access:conditional=no @ (7:30-19:00 AND weight>7.5)", "Open", "Open", "")]
    [InlineData("motor_vehicle=no|motor_vehicle:conditional=yes @ (19:00-06:00)", "Closed", "Closed",
        "f Open @ 19:00-06:00|b Open @ 19:00-06:00")]
    [InlineData("access:conditional=no @ (Mo-Fr)|motorcar=destination", "Destination", "Destination", "")]
    [InlineData("oneway=yes|oneway:conditional=no @ (Mo-Fr 06:00-09:00)", "Open", "Closed", "b Open @ Mo-Fr 06:00-09:00")]
    [InlineData("oneway:conditional=yes @ (Mo-Fr 06:00-09:00)", "Open", "Open", "b Closed @ Mo-Fr 06:00-09:00")]
    [InlineData("oneway=reversible|oneway:conditional=yes @ (05:00-12:00); -1 @ (12:00-05:00)", "Open", "Open",
        "f Closed @ 12:00-05:00|b Closed @ 05:00-12:00|b Open @ 12:00-05:00")]
    [InlineData("access:conditional=no @ (2016 Apr 25 - 2016 Sep 26)", "Open", "Open",
        "f Closed @ 2016 Apr 25 - 2016 Sep 26|b Closed @ 2016 Apr 25 - 2016 Sep 26")]
    public void Read_Access_IsWhoMayDriveAndWhen(string tags, string forward, string backward, string conditions)
    {
        var road = RoadTagsTests.ReadRoad("highway=residential" + (tags.Length > 0 ? "|" + tags : ""), out _);

        Assert.Equal((true, true), (road.Forward, road.Backward));
        Assert.Equal((forward, backward), (road.ForwardAccess.ToString(), road.BackwardAccess.ToString()));
        Assert.Equal(conditions, string.Join('|', road.AccessConditions.Select(
            condition => string.Create(CultureInfo.InvariantCulture, $"{(condition.Direction == 0 ? 'f' : 'b')} {condition.Access} @ {condition.Condition}"))));
    }

    // A window that names its year may be over: it opens nothing for ever, as it closes nothing for ever.
    [Fact]
    public void Read_OpenOnADateOnly_IsClosedToCars()
    {
        var tags = new OsmTagsBuilder("highway=service", "access=no", "access:conditional=yes @ (2016 Apr 25 - 2016 Sep 26)").Tags;

        Assert.Equal(WayVerdict.ClosedToCars, RoadTags.Read(tags, new TagFindings(), out _));
    }

    [Theory]
    [InlineData("lanes=4", 2, 2)]
    [InlineData("lanes=3", null, null)]
    [InlineData("lanes=1", 1, 1)]
    [InlineData("lanes=3|lanes:forward=2", 2, 1)]
    [InlineData("lanes=3|lanes:both_ways=1", 1, 1)]
    [InlineData("lanes:forward=1|lanes:backward=2", 1, 2)]
    [InlineData("lanes=3|oneway=yes", 3, null)]
    [InlineData("lanes=3|oneway=-1", null, 3)]
    [InlineData("lanes=2|lanes:forward=2", 2, null)]
    public void Read_Lanes_AreThoseOfEachDirection(string tags, int? forward, int? backward)
    {
        var road = RoadTagsTests.ReadRoad("highway=primary|" + tags, out var findings);

        Assert.Equal((forward, backward), ((int?)road.LanesForward, (int?)road.LanesBackward));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("3.5", 3.5)]
    [InlineData("3.5 m", 3.5)]
    [InlineData("1.2m", 1.2)]
    [InlineData("350 cm", 3.5)]
    [InlineData("12'6\"", 3.81)]
    [InlineData("12'", 3.66)]
    [InlineData("10 ft", 3.05)]
    public void Read_Width_IsMetres(string text, double metres) =>
        Assert.Equal((float)metres, RoadTagsTests.ReadRoad("highway=primary|width=" + text, out _).WidthM);

    [Theory]
    [InlineData("lanes=2;3", TagFinding.UnreadLanes)]
    [InlineData("lanes=0", TagFinding.UnreadLanes)]
    [InlineData("lanes=1.5", TagFinding.UnreadLanes)]
    [InlineData("width=ca. 2", TagFinding.UnreadWidth)]
    [InlineData("width=0", TagFinding.UnreadWidth)]
    [InlineData("width=3,5", TagFinding.UnreadWidth)]
    [InlineData("width=-2", TagFinding.UnreadWidth)]
    [InlineData("width=6'x\"", TagFinding.UnreadWidth)]
    internal void Read_LanesOrWidthNotUnderstood_IsLeftOutAndSaid(string tag, TagFinding finding)
    {
        var road = RoadTagsTests.ReadRoad("highway=primary|" + tag, out var findings);

        Assert.Equal((null, null, null), (road.LanesForward, road.LanesBackward, road.WidthM));
        Assert.Equal([(finding, tag)], findings);
    }
}
