using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.Contracts.V1;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;
using Type = Telemetry.Contracts.V1.SignRecognition.Types.Type;

namespace Telemetry.MapFusion.Tests.Contributions;

public sealed class SegmentPassBuilderTests
{
    private static readonly RoadSegment[] s_road = TestRoads.Chain(null, 180, 95, 333, 41, 260);
    private static readonly RoadGraph s_graph = RoadGraph.Build(s_road);

    [Fact]
    public void Build_WholeDrive_CoversEverySegmentAndPassesAllButLast()
    {
        var passes = Decode(new TestDrive(s_graph, s_road, spacingM: 1).Whole(1, 1));

        Assert.Equal(5, passes.Count);
        Assert.All(passes, pass => Assert.Equal(0, pass.FromDm));
        Assert.Equal([1_800, 950, 3_330, 410], passes.Take(4).Select(pass => pass.ToDm));
        Assert.Equal([true, true, true, true, false], passes.Select(pass => pass.CrossesEnd));
        Assert.All(passes, pass => Assert.InRange(pass.SpeedCmps, 95, 105));
    }

    [Fact]
    public void Build_TripEnds_AreNeverUsed()
    {
        var drive = new TestDrive(s_graph, s_road, spacingM: 7) { First = true, Last = true };
        var passes = Decode(drive.Whole(1, 1));

        Assert.InRange(passes[0].FromDm, 1_500, 1_575);
        var length = s_road.Sum(segment => segment.LengthM);
        var end = s_road.Take(4).Sum(segment => segment.LengthM) + passes[^1].ToDm / 10.0;
        Assert.InRange(end, length - 175, length - 150);
    }

    [Fact]
    public void Build_TripWithinItsOwnEnds_GivesNothing()
    {
        var drive = new TestDrive(s_graph, s_road, toM: 280) { First = true, Last = true };

        Assert.Empty(drive.Whole(1, 1));
    }

    [Theory]
    [InlineData(TravelDirection.Forward)]
    [InlineData(TravelDirection.Backward)]
    public void Build_DriveCutInMessages_AddsUpToDriveUncut(TravelDirection direction)
    {
        var seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(seeds, seed =>
        {
            var random = new Random(seed);
            var path = direction == TravelDirection.Forward ? s_road : [.. s_road.Reverse()];
            var drive = new TestDrive(
                s_graph, path, direction, fromM: random.NextDouble() * 30, spacingM: 3 + random.NextDouble() * 25)
            {
                First = random.Next(2) == 0, Last = random.Next(2) == 0, SeenAheadM = 0,
                Signs = { (-200, "60", Type.SpeedLimitStart), (310, "30", Type.SpeedLimitStart) },
            };
            var whole = Sum(drive.Whole(1, 1));
            var cut = Sum(Cut(drive, random));

            Assert.Equal(whole, cut);
        }));
    }

    [Fact]
    public void Build_ContextOnly_GivesNothing()
    {
        var drive = new TestDrive(s_graph, s_road);

        Assert.Empty(drive.Contributions(0, 20, 20, 1, 1));
    }

    [Fact]
    public void Build_SameMessageTwice_GivesSameIds()
    {
        var drive = new TestDrive(s_graph, s_road);

        Assert.Equal(drive.Whole(1, 1).Select(c => c.Id), drive.Whole(1, 1).Select(c => c.Id));
        Assert.Empty(drive.Whole(1, 1).Select(c => c.Id).Intersect(drive.Whole(1, 2).Select(c => c.Id)));
        Assert.Distinct(drive.Whole(1, 1).Select(c => c.Id));
    }

    [Fact]
    public void Build_EndOfLimit_KnowsNoLimitBehindItButThatOneEnded()
    {
        var drive = new TestDrive(s_graph, s_road)
        {
            Signs = { (40, "30", Type.SpeedLimitStart), (100, "30", Type.SpeedLimitEnd) },
        };
        var votes = Decode(drive.Whole(1, 1))[0].Votes.Select(vote => (vote.FromDm, vote.ToDm, LimitVote.FromCode(vote.Code)));

        Assert.Equal(
            [
                (0, 400, LimitVote.Nothing),
                (400, 1_000, new LimitVote(30, SignDistance.Here)),
                (1_000, 1_800, new LimitVote(0, SignDistance.Here)),
            ],
            votes);
    }

    [Fact]
    public void Build_SignPassed_TellsHowFarBeforeEachSegment()
    {
        var drive = new TestDrive(s_graph, s_road) { Signs = { (160, "30", Type.SpeedLimitStart) } };

        Assert.Equal(
            [SignDistance.Here, SignDistance.Near, SignDistance.Of(115), SignDistance.Of(448), SignDistance.Of(489)],
            Decode(drive.Whole(1, 1)).Select(pass => LimitVote.FromCode(pass.Votes[^1].Code).From));
        Assert.InRange(SignDistance.Of(448).BackM, 400, 450);
    }

    // The next message knows the sign as one in force, and places it all the same.
    [Fact]
    public void Build_SignInMessageBefore_IsStillOfItsSegment()
    {
        var drive = new TestDrive(s_graph, s_road) { Signs = { (300, "30", Type.SpeedLimitStart) } };
        var second = Decode(drive.Contributions(40, drive.Fixes, 1, 1, 2))[0];

        Assert.Equal((1_250, new LimitVote(30, SignDistance.Here)), (second.FromDm, LimitVote.FromCode(Assert.Single(second.Votes).Code)));
    }

    [Fact]
    public void Build_SignWithConditions_LeavesLimitAsItWas()
    {
        var drive = new TestDrive(s_graph, s_road) { Signs = { (40, "50", Type.SpeedLimitStart) } };
        var (observation, match) = drive.Message(0, drive.Fixes, 0, default);
        var wet = TestDrive.Sign(8, Type.SpeedLimitStart, "30") with { Conditions = ["wet"] };
        observation = observation with { Signs = [.. observation.Signs, wet] };
        var votes = Decode(ContributionBuilder.Build(observation, match, s_graph, new TestPseudonyms(1)))
            .SelectMany(pass => pass.Votes);

        Assert.All(votes.Where(vote => vote.Code != LimitVote.Nothing.Code), vote => Assert.Equal(50, LimitVote.FromCode(vote.Code).Index));
    }

    [Fact]
    public void Build_SignThatChanges_VotesVariable()
    {
        var drive = new TestDrive(s_graph, s_road);
        var (observation, match) = drive.Message(0, drive.Fixes, 0, default);
        var sign = TestDrive.Sign(0, Type.SpeedLimitStart, "80") with { Permanency = SignRecognition.Types.Permanency.Variable };
        observation = observation with { Signs = [sign] };
        var votes = Decode(ContributionBuilder.Build(observation, match, s_graph, new TestPseudonyms(1)))
            .SelectMany(pass => pass.Votes).ToArray();

        Assert.NotEmpty(votes);
        Assert.All(votes, vote => Assert.Equal(SpeedLimit.Variable, LimitVote.LimitOf(LimitVote.FromCode(vote.Code).Index)));
    }

    [Fact]
    public void Build_ZoneInTown_ComesBackToTownBehindPostedLimit()
    {
        var drive = new TestDrive(s_graph, s_road)
        {
            Signs =
            {
                (30, "50", Type.CityStart), (50, "30", Type.SpeedZoneStart), (80, "10", Type.SpeedLimitStart),
                (110, "", Type.SpeedLimitEnd), (140, "", Type.SpeedZoneEnd), (160, "", Type.CityEnd),
            },
        };
        var votes = Decode(drive.Whole(1, 1)).SelectMany(pass => pass.Votes)
            .Select(vote => (vote.FromDm, vote.ToDm, LimitVote.FromCode(vote.Code).Index)).Where(vote => vote.Index > 0);

        Assert.Equal([(300, 500, 50), (500, 800, 30), (800, 1_100, 10), (1_100, 1_400, 30), (1_400, 1_600, 50)], votes);
    }

    private static List<Contribution> Cut(TestDrive drive, Random random)
    {
        var contributions = new List<Contribution>();
        var message = 1UL;
        // The client sees to it that first and last message cover the trip's ends; two fixes must lie beyond an end for the
        // first of them to count, so both stand in the same message here.
        var margin = Math.Min(drive.Fixes / 3, 2 + drive.Fixes * 200 / 909);
        var begin = 0;
        while (begin < drive.Fixes)
        {
            var end = begin == 0 ? margin + random.Next(5) : begin + 1 + random.Next(12);
            if (end > drive.Fixes - margin)
                end = drive.Fixes;
            var context = begin == 0 ? 0 : 1 + random.Next(Math.Min(begin, 6));
            contributions.AddRange(drive.Contributions(begin - context, end, context, 1, message++));
            begin = end;
        }

        return contributions;
    }

    // Per segment: coverage, passes, and votes by limit, all in 0.1 m.
    private static List<string> Sum(IReadOnlyList<Contribution> contributions) =>
        [.. contributions.GroupBy(contribution => contribution.Grain).OrderBy(grain => grain.Key).Select(grain =>
        {
            var passes = grain.Select(contribution => SegmentPass.Decode(contribution.Payload.Span)).ToArray();
            var votes = passes.SelectMany(pass => pass.Votes).GroupBy(vote => vote.Code).OrderBy(code => code.Key)
                .Select(code => $"{code.Key}={code.Sum(vote => vote.ToDm - vote.FromDm)}");
            return $"{grain.Key} {passes.Min(p => p.FromDm)}-{passes.Max(p => p.ToDm)} {passes.Sum(p => p.ToDm - p.FromDm)} " +
                $"{passes.Count(p => p.CrossesEnd)} {string.Join(' ', votes)}";
        })];

    private static List<SegmentPass> Decode(IReadOnlyList<Contribution> contributions) =>
        [.. contributions.Select(contribution => SegmentPass.Decode(contribution.Payload.Span))];
}
