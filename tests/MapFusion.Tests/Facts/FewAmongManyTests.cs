using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Facts;

/// <summary>Roads on which hundreds drive and few say anything: what is published must not hang on who of the few came last.</summary>
public sealed class FewAmongManyTests
{
    private const int PerDay = 20;

    private static readonly RoadSegment s_short = TestRoads.Segment(1, 0, 19);
    private static readonly RoadSegment s_long = TestRoads.Segment(2, 0, 200);

    private static readonly LimitVote s_nothing = LimitVote.Nothing;
    private static readonly LimitVote s_thirtyHere = new(30, SignDistance.Here);
    private static readonly LimitVote s_thirtyNear = new(30, SignDistance.Near);
    private static readonly LimitVote s_thirtyFar = new(30, SignDistance.Of(90));
    private static readonly LimitVote s_thirtyTurned = new(30, SignDistance.BeforeTurn);
    private static readonly LimitVote s_twentyTurned = new(20, SignDistance.BeforeTurn);

    public static TheoryData<int> Classes => [s_thirtyHere.Code, s_thirtyNear.Code, s_thirtyFar.Code, s_thirtyTurned.Code];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Derive_OneInAHundredSaysALimit_PublishesNone(int code)
    {
        var few = LimitVote.FromCode(code);

        Assert.Empty(Limits(s_long, (s_nothing, 200), (few, 3)));
        Assert.Empty(Limits(s_long, (s_nothing, 800), (few, 8)));
    }

    // Positions do not tell on which side of the junction the next road's sign stands.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Derive_SignThatMostPassUnread_SpeaksForAnotherRoad(int times) => Assert.DoesNotContain(
        "30", Limits(s_short, (s_nothing, 38 * times), (s_twentyTurned, 6 * times), (s_thirtyHere, 2 * times), (s_thirtyNear, 2 * times)));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Derive_SignThatMostRead_IsLearned(int times) => Assert.Equal(
        ["30"], Limits(s_long, (s_nothing, 6 * times), (s_thirtyHere, 14 * times)));

    // A hundredth of all vehicles, and all who came since.
    [Fact]
    public void Derive_SignPutUpWhereNobodyKnewALimit_IsLearnedSoon() => Assert.Equal(
        ["30"], Limits(s_long, [.. Enumerable.Repeat(s_nothing, 600), .. Enumerable.Repeat(s_thirtyHere, 9)]));

    private static List<string> Limits(RoadSegment segment, params (LimitVote Vote, int Vehicles)[] crowd)
    {
        // Spread evenly, so that time tells nothing.
        var votes = crowd.SelectMany(one => Enumerable.Range(0, one.Vehicles).Select(i => (one.Vote, At: (i + 0.5) / one.Vehicles)));
        return Limits(segment, [.. votes.OrderBy(vote => vote.At).Select(vote => vote.Vote)]);
    }

    private static List<string> Limits(RoadSegment segment, LimitVote[] inOrder)
    {
        var passes = new RandomPasses(segment, 7);
        var evidence = new Evidence(GrainId.Of(segment.Id));
        evidence.Fold([.. inOrder.Select((vote, i) => Pass(passes, segment, i, vote))]);
        var limits = evidence.Derive(segment).Where(feature => feature.Collection == MapCollection.SpeedLimits);
        return [.. limits.Select(limit => JsonDocument.Parse(limit.GeoJson).RootElement.GetProperty("properties"))
            .Where(limit => limit.GetProperty("direction").GetString() == "forward").Select(limit => limit.GetProperty("value").ToString())];
    }

    private static Contribution Pass(RandomPasses passes, RoadSegment segment, int number, LimitVote vote)
    {
        var length = (int)SegmentGrid.ToDm(segment.LengthM);
        var hour = (RandomPasses.FirstDay + number / PerDay) * 24 + number % PerDay;
        return passes.Wrap(hour, new SegmentPass
        {
            Direction = TravelDirection.Forward, CrossesEnd = true, Grid = SegmentGrid.Of(segment.LengthM),
            Vehicle = (ulong)passes.Random.NextInt64(), Fleet = 1, FromDm = 0, ToDm = length, SpeedCmps = 1_000,
            Votes = [new LimitSpan(0, length, vote.Code)],
        });
    }
}
