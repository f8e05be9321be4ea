using FsCheck;
using FsCheck.Fluent;
using Telemetry.MapFusion.Facts.Geometry;

namespace Telemetry.MapFusion.Tests.Facts.Geometry;

public sealed class RobustMeanTests
{
    private const double SmallestSigmaM = 2;

    [Fact]
    public void Of_FurtherWords_StaysWithinItsBounds() => Holds(random =>
    {
        var words = Words(random, 1 + random.Next(12));
        var further = 1 + random.Next(3);
        var mean = RobustMean.Of([.. words], further, SmallestSigmaM);
        var lies = Enumerable.Range(0, random.Next(further + 1))
            .Select(_ => new OffsetWord(random.Next(3) == 0 ? Normal(random) : 50 * random.NextDouble() - 25, SmallestSigmaM + random.Next(4)));

        var after = RobustMean.Of([.. words, .. lies], further, SmallestSigmaM);

        Assert.InRange(after.MeanM, mean.LowM - 1e-9, mean.HighM + 1e-9);
    });

    [Fact]
    public void Of_AnyOrder_IsTheSame() => Holds(random =>
    {
        var words = Words(random, 9);
        var shuffled = words.ToArray();
        random.Shuffle(shuffled);

        Assert.Equal(RobustMean.Of([.. words], 2, SmallestSigmaM), RobustMean.Of([.. shuffled], 2, SmallestSigmaM));
    });

    [Fact]
    public void Of_HonestWords_ErrsAsItsErrorSays()
    {
        var random = new Random(5);
        double scaled2 = 0, error2 = 0;
        const int Rounds = 2_000;
        for (var i = 0; i < Rounds; i++)
        {
            var mean = RobustMean.Of(Words(random, 12), 2, SmallestSigmaM);
            scaled2 += mean.MeanM * mean.MeanM / (mean.ErrorM * mean.ErrorM);
            error2 += mean.MeanM * mean.MeanM;
        }

        Assert.InRange(scaled2 / Rounds, 0.8, 1.3);

        // A plain mean of words weighed by their spread would reach this.
        Assert.InRange(error2 / Rounds, 0.5, 1.3);
    }

    [Fact]
    public void Of_FurtherWordsThatOutweigh_IsBoundedOnlyByWhatOffsetsCanBe()
    {
        var mean = RobustMean.Of([new OffsetWord(3, 2), new OffsetWord(4, 2)], 2, SmallestSigmaM);

        Assert.Equal((-RobustMean.UnknownM, RobustMean.UnknownM), (mean.LowM, mean.HighM), (a, b) =>
            Math.Abs(a.Item1 - b.Item1) < 21 && Math.Abs(a.Item2 - b.Item2) < 21.1);
    }

    private static List<OffsetWord> Words(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => SmallestSigmaM + 3 * random.NextDouble()).Select(sigma => new OffsetWord(sigma * Normal(random), sigma))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void Holds(Action<Random> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(new Random(seed))));
}
