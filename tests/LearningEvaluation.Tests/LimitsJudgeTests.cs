using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.LearningEvaluation.Limits;
using Telemetry.LearningEvaluation.Reports;

namespace Telemetry.LearningEvaluation.Tests;

public sealed class LimitsJudgeTests
{
    private static readonly DrivenTown s_town = new();

    [Fact]
    public void Judge_TheTruth_IsRightEverywhere()
    {
        var report = LimitsReport.Of(s_town.Judge(s_town.Truth()));
        Assert.Equal((1, 1, 1, 0), (report.ByDistance, report.ByChange, report.Corrected, report.BrokenKmShare));
        Assert.True(report is { EligibleKm: > 10, Changes: > 20, ToCorrectKm: > 1 });
    }

    [Fact]
    public void Judge_TheBaseMap_IsWrongWhereItDiffersAndBreaksNothing()
    {
        var tags = s_town.World.Simulated.BaseMap.SelectMany(road => new[] { TravelDirection.Forward, TravelDirection.Backward }
            .Where(direction => road.LimitIn(direction) is not null)
            .Select(direction => new PublishedLimit(road.Id, direction, 0, road.LengthM, road.LimitIn(direction)!.Value, false)));
        var tally = s_town.Judge(tags);
        Assert.Equal((0, 0), (tally.CorrectedM, tally.BrokenM));
        Assert.Equal(tally.ToCorrectM, tally.Wrong.Sum(wrong => wrong.PartM), 6);
        Assert.Equal(tally.EligibleM, tally.RightM + tally.ToCorrectM, 6);
    }

    [Fact]
    public void Judge_OneLimitMissing_FindsThatPart()
    {
        var published = s_town.Truth();
        var missing = published.First(limit => limit.ToM - limit.FromM > 100);
        published.Remove(missing);
        var wrong = Assert.Single(s_town.Judge(published).Wrong);
        Assert.Equal((missing.Segment, missing.Direction, null), (wrong.Segment, wrong.Direction, wrong.Published));
        Assert.Equal(missing.ToM - missing.FromM, wrong.PartM, 6);
    }

    [Fact]
    public void Judge_OtherUnitOfTheSameNumber_IsWrong()
    {
        var published = s_town.Truth().ConvertAll(limit =>
            limit.Limit.Kind == SpeedLimitKind.Value ? limit with { Limit = SpeedLimit.Mph(limit.Limit.Value) } : limit);
        Assert.Equal(0, s_town.Judge(published).RightM);
    }

    [Fact]
    public void Judge_RightTagOverturned_CountsAsBroken()
    {
        var published = s_town.Truth();
        var broken = published.FindIndex(limit => limit.FromM == 0 && limit.ToM == s_town.BaseLengthM(limit.Segment) && IsTagged(limit));
        published[broken] = published[broken] with { Limit = SpeedLimit.Kmh(99) };
        var tally = s_town.Judge(published);
        Assert.Equal(published[broken].ToM, tally.BrokenM, 6);
        Assert.Equal(tally.ToCorrectM, tally.CorrectedM, 6);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(40, false)]
    public void Judge_ChangeBetweenJunctionsOutOfPlace_IsRightWithinTwentyFiveMetres(double offM, bool isRight)
    {
        var published = s_town.Truth();
        var inner = published.FindIndex(limit => limit.FromM > 0);
        var (first, second) = (published[inner - 1], published[inner]);
        Assert.Equal((first.Segment, first.Direction, first.ToM), (second.Segment, second.Direction, second.FromM));
        published[inner - 1] = first with { ToM = first.ToM + offM };
        published[inner] = second with { FromM = second.FromM + offM };
        var tally = s_town.Judge(published);
        var change = Assert.Single(tally.Changes, change => change.From == first.Segment && change.To == first.Segment);
        Assert.Equal(isRight, change.IsRight);
        Assert.Equal(offM, Assert.Single(tally.Wrong).PartM, 6);
    }

    [Fact]
    public void Judge_TooFewVehiclesInOneDirection_JudgesNeither()
    {
        var tally = LimitsJudge.Judge(
            s_town.World, new Worlds.PassLog(s_town.World.Truth), new Worlds.VoteLog(s_town.World.BaseMap),
            PublishedLimits.Of(s_town.World.BaseMap, s_town.Truth()), [], DateTimeOffset.UnixEpoch, 1);
        Assert.Equal((0, 0), (tally.EligibleM, tally.Changes.Count));
    }

    private static bool IsTagged(PublishedLimit limit) =>
        s_town.World.BaseMap.TryFind(limit.Segment, out var segment) &&
        s_town.World.BaseMap.Segment(segment).LimitIn(limit.Direction) == limit.Limit;
}
