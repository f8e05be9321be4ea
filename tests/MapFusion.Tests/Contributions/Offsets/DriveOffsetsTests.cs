using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Tests.Contributions.Offsets;

public sealed class DriveOffsetsTests
{
    private const int Displaced = 3;
    private const double DisplacedM = 9;

    [Fact]
    public void Votes_OneSegmentDisplaced_TellsItFromTheDrivesOwnError()
    {
        double steady = 0, plain = 0, beside = 0;
        const int Drives = 400;
        for (var seed = 0; seed < Drives; seed++)
        {
            var votes = DriveOffsets.Votes(Drive(new Random(seed), segments: 8));
            steady += Square(votes[(0, Displaced)].Cm / 100.0 - DisplacedM);
            plain += Square(votes[(0, Displaced)].PlainCm / 100.0 - DisplacedM);
            beside += votes[(0, Displaced + 1)].Cm / 100.0;
        }

        // Root mean squares, and a mean over the drives.
        Assert.InRange(Math.Sqrt(steady / Drives), 0.5, 0.6 * Math.Sqrt(plain / Drives));
        Assert.InRange(beside / Drives, -1, 1);
    }

    [Fact]
    public void Votes_Errors_AreAsLargeAsTheirWeightsSay()
    {
        double scaled2 = 0, plainScaled2 = 0;
        const int Drives = 400;
        for (var seed = 0; seed < Drives; seed++)
        {
            var vote = DriveOffsets.Votes(Drive(new Random(seed), segments: 8))[(0, Displaced)];
            scaled2 += Square(vote.Cm / 100.0 - DisplacedM) * vote.Weight / OffsetVote.UnitVarianceM2;
            plainScaled2 += Square(vote.PlainCm / 100.0 - DisplacedM) * vote.PlainWeight / OffsetVote.UnitVarianceM2;
        }

        Assert.InRange(scaled2 / Drives, 0.6, 1.7);
        Assert.InRange(plainScaled2 / Drives, 0.6, 1.7);
    }

    [Fact]
    public void Votes_SegmentAlone_IsWhatWasMeasured()
    {
        var vote = DriveOffsets.Votes([Point(0, 0, 4.2, 0)])[(0, 0)];

        Assert.Equal((420, 420), (vote.Cm, vote.PlainCm));
        Assert.InRange(vote.Weight, 1, vote.PlainWeight);
    }

    [Fact]
    public void Votes_BackwardOnTheSegment_AreInTheWaysOrder()
    {
        var vote = DriveOffsets.Votes([Point(0, 0, 4.2, 0) with { Sign = -1 }])[(0, 0)];

        Assert.Equal(-420, vote.Cm);
    }

    [Fact]
    public void Votes_ContextOnly_SaysNothing() =>
        Assert.Empty(DriveOffsets.Votes([Point(0, 0, 4.2, 0) with { Counts = false }]));

    [Fact]
    public void Votes_LongMessage_SaysOnceOfEverySegmentAndAboutTheSameAsAShortOne()
    {
        var points = Drive(new Random(1), segments: 200);
        var votes = DriveOffsets.Votes(points);
        var part = DriveOffsets.Votes(points.FindAll(point => point.Segment is > 90 and < 110));

        Assert.Equal(Enumerable.Range(0, 200).Select(segment => (0, segment)), votes.Keys.Order());
        Assert.InRange(votes[(0, 100)].Cm - part[(0, 100)].Cm, -60, 60);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Build_DriveBesideARow_LeavesWhatAllRoadsShareToThePlainOffset(double lateralM)
    {
        var road = TestRoads.Chain(null, 180, 95, 333, 141, 260);
        var drive = new TestDrive(RoadGraph.Build(road), road) { LateralM = lateralM };

        var votes = drive.Whole(1, 1).Select(contribution => SegmentPass.Decode(contribution.Payload.Span).Offset).ToArray();

        Assert.All(votes, vote => Assert.True(vote.IsVote));
        Assert.All(votes, vote => Assert.Equal(lateralM - 1.75, vote.PlainCm / 100.0, 0.02));
        Assert.All(votes, vote => Assert.True(Math.Abs(vote.Cm) < 0.6 * Math.Abs(vote.PlainCm)));
    }

    [Fact]
    public void Build_FixesNearJunctions_SayNothing()
    {
        var road = TestRoads.Chain(null, 180, 95, 333);
        var drive = new TestDrive(RoadGraph.Build(road), road, fromM: 162, toM: 193, spacingM: 2);

        Assert.DoesNotContain(drive.Whole(1, 1), contribution => SegmentPass.Decode(contribution.Payload.Span).Offset.IsVote);
    }

    // A straight drive over segments of 60 m at 10 m/s, with errors as real receivers have them.
    private static List<OffsetPoint> Drive(Random random, int segments)
    {
        const double Scale = 4.5;
        var points = new List<OffsetPoint>();
        double slow = Normal(random), fast = Normal(random);
        for (var i = 0; i < segments; i++)
        {
            var error = Scale * (Math.Sqrt(0.48) * slow + Math.Sqrt(0.52) * fast);
            points.Add(Point(i, 6 * i, error + (i == Displaced ? DisplacedM : 0) + 0.3 * Normal(random), 0.4));
            (slow, fast) = (Next(random, slow, 6.0 / 240), Next(random, fast, 6.0 / 26));
        }

        return points;
    }

    private static OffsetPoint Point(int segment, double timeS, double rightM, double bearingRad) =>
        new(segment, 1, (0, segment), timeS, rightM, bearingRad, 4.5, 6, 0, true);

    private static double Next(Random random, double value, double share)
    {
        var kept = Math.Exp(-share);
        return kept * value + Math.Sqrt(1 - kept * kept) * Normal(random);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Square(double x) => x * x;
}
