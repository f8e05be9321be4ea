using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.World.Schedule;

namespace Telemetry.FleetSimulator.Tests.World.Schedule;

public sealed class WorldScheduleReaderTests
{
    private static readonly string Id = Simulations.World.Truth[0].Id.ToString();
    private static readonly long Way = Simulations.World.Truth[0].OsmWayId;

    [Fact]
    public void Read_EveryKind_GivesTheChangesInOrderOfTime()
    {
        var schedule = Read($$"""
            {"changes": [
              {"at": "+1:30:00", "kind": "open", "segment": "{{Id}}"},
              {"at": "2026-03-02T08:00:00Z", "kind": "limit", "segment": "{{Id}}", "direction": "backward", "limit": "30 mph"},
              {"at": "2026-03-02T09:15:00+02:00", "kind": "close", "way": {{Way}}}
            ]}
            """);
        var ofWay = Simulations.World.Truth.Count(s => s.OsmWayId == Way);
        Assert.Equal(ofWay + 2, schedule.Changes.Count);
        Assert.All(schedule.Changes.Take(ofWay), c => Assert.Equal(
            (WorldChangeKind.Close, Simulations.Start.AddMinutes(15)), (c.Kind, c.AtUtc)));
        Assert.Equal(
            new WorldChange(
                Simulations.Start.AddHours(1), Simulations.World.Truth[0].Id, WorldChangeKind.Limit, TravelDirection.Backward, SpeedLimit.Mph(30)),
            schedule.Changes[ofWay]);
        Assert.Equal((WorldChangeKind.Open, Simulations.Start.AddMinutes(90)), (schedule.Changes[^1].Kind, schedule.Changes[^1].AtUtc));
    }

    [Theory]
    [InlineData("""{"changes": [""", "line 1", "not JSON")]
    [InlineData("""[]""", "changes", "array")]
    [InlineData("""{"changes": [7]}""", "changes[0]", "object")]
    [InlineData("""{"changes": [{"kind": "close", "segment": "ID"}]}""", "changes[0].at", "missing")]
    [InlineData("""{"changes": [{"at": "soon", "kind": "close", "segment": "ID"}]}""", "changes[0].at", "neither")]
    [InlineData("""{"changes": [{"at": "+x", "kind": "close", "segment": "ID"}]}""", "changes[0].at", "neither")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "vanish", "segment": "ID"}]}""", "changes[0].kind", "vanish")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "close", "segment": "ID", "limit": "30"}]}""", "changes[0].limit", "limit only")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "limit", "segment": "ID"}]}""", "changes[0].limit", "missing")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "limit", "segment": "ID", "limit": "fast"}]}""", "changes[0].limit", "fast")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "limit", "segment": "ID", "limit": 30}]}""", "changes[0].limit", "string")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "limit", "limit": "30", "segment": "ID", "direction": "up"}]}""", "changes[0].direction", "up")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "close", "segment": "ID"}, {"at": "+1:00", "kind": "close", "segment": "12"}]}""", "changes[1].segment", "16 hexadecimal")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "close", "segment": "0000000000000001"}]}""", "changes[0].segment", "not a road")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "close", "way": -5}]}""", "changes[0].way", "not a road")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "close", "way": 1, "segment": "ID"}]}""", "changes[0].way", "one of the two")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "close"}]}""", "changes[0].segment", "missing")]
    [InlineData("""{"changes": [{"at": "+1:00", "kind": "close", "segment": "ID", "speed": 1}]}""", "changes[0].speed", "not known")]
    public void Read_UnusableText_NamesTheField(string json, string field, string problem)
    {
        var error = Assert.Throws<WorldScheduleFormatException>(() => Read(json.Replace("ID", Id, StringComparison.Ordinal)));
        Assert.Equal(field, error.Field);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("plan.json: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_SameSeed_IsTheSameWhateverTheOrder()
    {
        var changes = new RandomChanges { Limits = 5, Closing = 3, Opening = 2 };
        WorldSchedule Of(IEnumerable<RoadNetwork.Model.RoadSegment> roads, ulong seed) =>
            changes.Draw([.. roads], Simulations.Start, TimeSpan.FromHours(1), seed);
        var schedule = Of(Simulations.World.Truth, 1);
        Assert.Equal(schedule.Changes, Of(Simulations.World.Truth.Reverse(), 1).Changes);
        Assert.NotEqual(schedule.Changes, Of(Simulations.World.Truth, 2).Changes);
        Assert.Equal(5, schedule.Changes.Count(c => c.Kind == WorldChangeKind.Limit));
        Assert.Equal(3, schedule.Changes.Count(c => c.Kind == WorldChangeKind.Close));
        Assert.Equal(2, schedule.ClosedAtFirst().Count);
        Assert.All(schedule.Changes, c => Assert.InRange(c.AtUtc, Simulations.Start, Simulations.Start.AddHours(1)));
    }

    private static WorldSchedule Read(string json) =>
        WorldScheduleReader.Read("plan.json", json, Simulations.Start, Simulations.World.Truth);
}
