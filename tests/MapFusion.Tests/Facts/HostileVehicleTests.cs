using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Facts;

/// <summary>One car cannot move the map (I4): it chooses freely what it sends, how often and when, over ten days.</summary>
public sealed partial class HostileVehicleTests
{
    private static readonly SpeedLimit[] s_limits =
        [SpeedLimit.Kmh(30), SpeedLimit.Kmh(50), SpeedLimit.Kmh(70), SpeedLimit.Unlimited, SpeedLimit.Variable];

    private static readonly RoadSegment s_tagged = TestRoads.Segment(1, 0, 200, SpeedLimit.Kmh(50));
    private static readonly RoadSegment s_untagged = TestRoads.Segment(2, 0, 200);

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 3)]
    [InlineData(true, 6)]
    [InlineData(false, 6)]
    public void Derive_OneHostileVehicleAgainstAgreeingOnes_LeavesLimits(bool tagged, int vehicles) => Check(tagged, (segment, passes) =>
    {
        var limit = s_limits[passes.Random.Next(s_limits.Length)];
        var honest = Enumerable.Range(0, vehicles)
            .Select(vehicle => Whole(passes, segment, (ulong)vehicle << 56 | 0xABCDEF, RandomPasses.FirstDay, limit)).ToArray();

        Assert.Equal(Limits(segment, honest), Limits(segment, [.. honest, .. Hostile(passes, segment)]));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Derive_OneHostileVehicleAlone_AddsNothing(bool tagged) => Check(tagged, (segment, passes) =>
        Assert.Equal(Features(segment, []), Features(segment, Hostile(passes, segment))));

    // One less than make a fact, each under the pseudonyms of two epochs; they may say what the honest say, elsewhere.
    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 5)]
    [InlineData(true, 9)]
    [InlineData(false, 9)]
    public void Derive_TwoColludersAgainstWhoReadASign_LeaveLimitsAndTheirExtent(bool tagged, int vehicles) => Check(tagged, (segment, passes) =>
    {
        var honest = Enumerable.Range(0, vehicles).Select(vehicle => Inner(
            passes, segment, (ulong)vehicle << 56 | 0xABCDEF, RandomPasses.FirstDay + passes.Random.Next(20), passes.Random.Next(970, 1_031))).ToArray();

        var expected = Limits(segment, honest);
        Assert.Equal(2, expected.Count(text => text.Contains("\"forward\"", StringComparison.Ordinal) && text.Contains("value", StringComparison.Ordinal)));
        Assert.Equal(expected, Limits(segment, [.. honest, .. Hostile(passes, segment), .. Hostile(passes, segment)]));
    });

    // One camera in five misses the sign and goes on with the limit from before; what they agree on stands, whoever lies.
    [Theory]
    [InlineData(true, 12)]
    [InlineData(false, 12)]
    [InlineData(true, 40)]
    [InlineData(false, 40)]
    public void Derive_TwoColludersAgainstManyOfWhomSomeMissTheSign_LeaveLimitsAndTheirExtent(bool tagged, int vehicles) => Check(tagged, (segment, passes) =>
    {
        var honest = Enumerable.Range(0, vehicles).Select(vehicle => Inner(
            passes, segment, (ulong)vehicle << 56 | 0xABCDEF, RandomPasses.FirstDay + passes.Random.Next(20),
            vehicle % 5 == 4 ? int.MaxValue : passes.Random.Next(970, 1_031))).ToArray();

        var expected = Limits(segment, honest);
        Assert.Equal(2, expected.Count(text => text.Contains("\"forward\"", StringComparison.Ordinal) && text.Contains("value", StringComparison.Ordinal)));
        Assert.Equal(expected, Limits(segment, [.. honest, .. Hostile(passes, segment), .. Hostile(passes, segment)]));
    });

    // Whatever the honest say, be it little or at odds: a limit comes of three vehicles that name it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Derive_TwoColludersBesideAnyOthers_PublishNoLimitThatOnlyTheyName(bool tagged) => Check(tagged, (segment, passes) =>
    {
        var honest = Enumerable.Range(0, passes.Random.Next(40)).Select(vehicle => Held(
            passes, segment, (ulong)vehicle << 56 | 0xABCDEF, RandomPasses.FirstDay + passes.Random.Next(40),
            new LimitVote(passes.Random.Next(2) == 0 ? 30 : 50, new SignDistance((byte)passes.Random.Next(SignDistance.Classes - 1))))).ToArray();

        var limits = Features(segment, [.. honest, .. Hostile(passes, segment), .. Hostile(passes, segment)])
            .Where(text => text.Contains("value_kmh", StringComparison.Ordinal) || text.Contains("\"kind\"", StringComparison.Ordinal));
        Assert.All(limits, text => Assert.Matches("\"value\":(30|50),", text));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Derive_TwoColludersAlone_AddNothing(bool tagged) => Check(tagged, (segment, passes) =>
        Assert.Equal(Features(segment, []), Features(segment, [.. Hostile(passes, segment), .. Hostile(passes, segment)])));

    [Fact]
    public void Derive_OneHostileVehicleAndOneHonest_AddsNothing() => Check(true, (segment, passes) =>
    {
        var honest = Whole(passes, segment, 5, RandomPasses.FirstDay + 3, SpeedLimit.Kmh(30));

        Assert.Equal(Features(segment, []), Features(segment, [honest, .. Hostile(passes, segment)]));
    });

    // One vehicle has one pseudonym on a segment and epoch; ten days touch two epochs at most.
    private static Contribution[] Hostile(RandomPasses passes, RoadSegment segment)
    {
        var pseudonyms = new[] { (ulong)passes.Random.NextInt64(), (ulong)passes.Random.NextInt64() };
        var begin = RandomPasses.FirstDay + passes.Random.Next(30);
        var theEpoch = Contribution.EpochOf(begin);
        var mind = s_limits[passes.Random.Next(s_limits.Length)];
        return [.. Enumerable.Range(0, 1 + passes.Random.Next(120)).Select(_ =>
        {
            var day = begin + passes.Random.Next(10);
            var pseudonym = pseudonyms[Contribution.EpochOf(day) - theEpoch];
            var limit = passes.Random.Next(3) == 0 ? s_limits[passes.Random.Next(s_limits.Length)] : mind;
            return passes.Random.Next(2) == 0
                ? Whole(passes, segment, pseudonym, day, limit)
                : passes.Make(pseudonym, 9, day, limit);
        })];
    }

    private static Contribution Whole(RandomPasses passes, RoadSegment segment, ulong vehicle, int day, SpeedLimit limit) =>
        Held(passes, segment, vehicle, day, new LimitVote(LimitVote.IndexOf(limit), SignDistance.Here));

    // Knows one thing from end to end.
    private static Contribution Held(RandomPasses passes, RoadSegment segment, ulong vehicle, int day, LimitVote vote) =>
        Pass(passes, segment, vehicle, day, [new LimitSpan(0, (int)SegmentGrid.ToDm(segment.LengthM), vote.Code)]);

    // Comes with 50 km/h and reads 30 on the way, or nothing where the sign would stand at the end.
    private static Contribution Inner(RandomPasses passes, RoadSegment segment, ulong vehicle, int day, int signDm)
    {
        var length = (int)SegmentGrid.ToDm(segment.LengthM);
        var before = new LimitSpan(0, Math.Min(signDm, length), new LimitVote(50, SignDistance.Of(60)).Code);
        return Pass(passes, segment, vehicle, day, signDm >= length
            ? [before] : [before, new LimitSpan(signDm, length, new LimitVote(30, SignDistance.Here).Code)]);
    }

    private static Contribution Pass(RandomPasses passes, RoadSegment segment, ulong vehicle, int day, LimitSpan[] votes) =>
        passes.Wrap(day * 24 + 12, new SegmentPass
        {
            Direction = TravelDirection.Forward, CrossesEnd = true, Grid = SegmentGrid.Of(segment.LengthM), Vehicle = vehicle,
            Fleet = 1, FromDm = 0, ToDm = (int)SegmentGrid.ToDm(segment.LengthM), SpeedCmps = 1_000, Votes = votes,
        });

    private static List<string> Features(RoadSegment segment, IReadOnlyList<Contribution> contributions)
    {
        var evidence = new Evidence(GrainId.Of(segment.Id));
        if (contributions.Count > 0)
            evidence.Fold(contributions);
        return [.. evidence.Derive(segment).Select(feature => feature.GeoJson)];
    }

    // What the limits say; how sure, by how many and since when may move.
    private static List<string> Limits(RoadSegment segment, IReadOnlyList<Contribution> contributions) =>
        [.. Features(segment, contributions).Select(text => Wavering().Replace(text, ""))];

    [GeneratedRegex("\"(confidence|vehicles|passes|first_seen|last_seen)\":[^,}]*,?")]
    private static partial Regex Wavering();

    private static void Check(bool tagged, Action<RoadSegment, RandomPasses> property)
    {
        var segment = tagged ? s_tagged : s_untagged;
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(segment, new RandomPasses(segment, seed))));
    }
}
