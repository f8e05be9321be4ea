using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Facts.Geometry;

public sealed class GeometryFactsTests
{
    private static readonly RoadSegment s_twoWay = TestRoads.Segment(1, 0, 200);
    private static readonly RoadSegment s_oneWay = TestRoads.Segment(1, 0, 200, oneWay: true);

    [Theory]
    [InlineData(true, 9)]
    [InlineData(true, -5)]
    [InlineData(false, 9)]
    [InlineData(false, -12)]
    public void Derive_RoadBesideItsLine_PublishesWhereItLies(bool oneWay, double rightM)
    {
        var road = oneWay ? s_oneWay : s_twoWay;
        var line = Line(road, Honest(new RandomPasses(road, 3), road, 20, rightM))!.Value;

        Assert.InRange(line.NorthM, -rightM - 2 * line.ErrorM, -rightM + 2 * line.ErrorM);
        Assert.InRange(line.ErrorM, 0.3, 1.2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Derive_RoadOnItsLine_PublishesNothing(bool oneWay) => Holds(oneWay ? s_oneWay : s_twoWay, (road, passes) =>
        Assert.Null(Line(road, Honest(passes, road, 5 + passes.Random.Next(30), 2 * passes.Random.NextDouble() - 1))));

    [Fact]
    public void Derive_LanesWhereNobodyExpectsThem_CancelBetweenDirections()
    {
        var passes = new RandomPasses(s_twoWay, 1);
        var forward = Enumerable.Range(0, 20).Select(i => Pass(passes, s_twoWay, (ulong)i + 1, TravelDirection.Forward, 8 + 1.2, 8));
        var backward = Enumerable.Range(0, 12).Select(i => Pass(passes, s_twoWay, (ulong)i + 50, TravelDirection.Backward, 8 - 1.2, 8));

        Assert.Equal(-8, Line(s_twoWay, [.. forward, .. backward])!.Value.NorthM, 0.3);
    }

    [Fact]
    public void Derive_DirectionsThatContradictEachOther_PublishesNothing()
    {
        var passes = new RandomPasses(s_twoWay, 1);
        var forward = Enumerable.Range(0, 12).Select(i => Pass(passes, s_twoWay, (ulong)i + 1, TravelDirection.Forward, 0, 0));
        var backward = Enumerable.Range(0, 12).Select(i => Pass(passes, s_twoWay, (ulong)i + 50, TravelDirection.Backward, 12, 12));

        Assert.Null(Line(s_twoWay, [.. forward, .. backward]));
    }

    [Fact]
    public void Derive_WholeNeighbourhoodBesideItsLines_FollowsWhatIsMeasured()
    {
        var passes = new RandomPasses(s_twoWay, 1);
        var all = Enumerable.Range(0, 60).Select(i => Pass(passes, s_twoWay, (ulong)i + 1, (TravelDirection)(i % 2), 1, 8));

        Assert.InRange(Line(s_twoWay, [.. all])!.Value.NorthM, -8.2, -5);
    }

    [Fact]
    public void Derive_FourVehicles_PublishesNothing()
    {
        var passes = new RandomPasses(s_oneWay, 1);

        Assert.Null(Line(s_oneWay, [.. Enumerable.Range(0, 80).Select(i => Pass(passes, s_oneWay, (ulong)(i % 4) + 1, TravelDirection.Forward, 9, 9))]));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    public void Derive_Colluders_MoveNoLineFartherThanItsError(bool oneWay, int colluders) => Holds(oneWay ? s_oneWay : s_twoWay, (road, passes) =>
    {
        var rightM = (passes.Random.Next(2) == 0 ? 1 : -1) * (7 + 6 * passes.Random.NextDouble());
        Contribution[] honest = [.. Honest(passes, road, 10 + passes.Random.Next(20), rightM)];
        if (Line(road, honest) is not { } before)
            return;
        var after = Line(road, [.. honest, .. Lies(passes, road, colluders)]);

        // A shift that is only just significant may cease to be so.
        if (after is null)
        {
            Assert.InRange(Math.Abs(before.NorthM), 0, 3 + 5 * before.ErrorM);
            return;
        }

        // Both lines lie on a grid of 0.1 m.
        Assert.InRange(after.Value.NorthM - before.NorthM, -before.ErrorM - 0.11, before.ErrorM + 0.11);
    });

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    public void Derive_ColludersOnARoadOnItsLine_PublishNothing(bool oneWay, int colluders) => Holds(oneWay ? s_oneWay : s_twoWay, (road, passes) =>
        Assert.Null(Line(road, [.. Honest(passes, road, passes.Random.Next(12), 0), .. Lies(passes, road, colluders)])));

    // Every vehicle drives once, on one of ten days.
    private static IEnumerable<Contribution> Honest(RandomPasses passes, RoadSegment road, int vehicles, double rightM)
    {
        var directions = road.BackwardAllowed ? 2 : 1;
        for (var i = 0; i < vehicles * directions; i++)
        {
            var drive = 4 * Normal(passes.Random);
            yield return Pass(
                passes, road, (ulong)i << 40 | 77, (TravelDirection)(i % directions), rightM + 2 * Normal(passes.Random), rightM + drive,
                day: i % 10);
        }
    }

    // All directions, any day of ten, any offset; mostly all the same way.
    private static IEnumerable<Contribution> Lies(RandomPasses passes, RoadSegment road, int colluders)
    {
        var lieM = 50 * passes.Random.NextDouble() - 25;
        for (var i = 0; i < colluders * 30; i++)
        {
            var says = passes.Random.Next(4) == 0 ? 50 * passes.Random.NextDouble() - 25 : lieM;
            var plain = passes.Random.Next(4) == 0 ? 50 * passes.Random.NextDouble() - 25 : says;
            var direction = road.BackwardAllowed ? (TravelDirection)passes.Random.Next(2) : TravelDirection.Forward;
            yield return Pass(passes, road, (ulong)(i % colluders) + 9_000, direction, says, plain, passes.Random.Next(10), 100);
        }
    }

    private static Contribution Pass(
        RandomPasses passes, RoadSegment road, ulong vehicle, TravelDirection direction, double rightM, double plainM, int day = 0, int weight = 80)
    {
        var length = (int)SegmentGrid.ToDm(road.LengthM);
        return passes.Wrap((RandomPasses.FirstDay + day) * 24 + 12, new SegmentPass
        {
            Direction = direction, CrossesEnd = true, Grid = SegmentGrid.Of(road.LengthM), Vehicle = vehicle, Fleet = 1, FromDm = 0,
            ToDm = length, SpeedCmps = 1_000, Votes = [],
            Offset = OffsetVote.Of(rightM, OffsetVote.UnitVarianceM2 / weight, plainM, 4 * OffsetVote.UnitVarianceM2 / weight),
        });
    }

    private static (double NorthM, double ErrorM)? Line(RoadSegment road, IEnumerable<Contribution> contributions)
    {
        var evidence = new Evidence(GrainId.Of(road.Id));
        Contribution[] all = [.. contributions];
        if (all.Length > 0)
            evidence.Fold(all);
        if (evidence.Derive(road).FirstOrDefault(feature => feature.Collection == MapCollection.GeometryUpdates) is not { } feature)
            return null;
        using var json = JsonDocument.Parse(feature.GeoJson);
        var middle = feature.Line.Select(new LocalProjection(TestRoads.At(0, 0)).ToPlane).MaxBy(point => Math.Abs(point.Y));
        return (middle.Y, json.RootElement.GetProperty("properties").GetProperty("standard_error_m").GetDouble());
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void Holds(RoadSegment road, Action<RoadSegment, RandomPasses> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(road, new RandomPasses(road, seed))));
}
