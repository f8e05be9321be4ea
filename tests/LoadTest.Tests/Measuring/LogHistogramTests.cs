using FsCheck;
using FsCheck.Fluent;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.LoadTest.Tests.Measuring;

public sealed class LogHistogramTests
{
    [Fact]
    public void Percentile_IsWithinOnePercentOfTheNearestRank()
    {
        var values = Gen.Choose(1, 100_000_000).Select(value => value / 100.0).NonEmptyListOf();
        Prop.ForAll(values.ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (drawn, percent) =>
        {
            var histogram = new LogHistogram();
            foreach (var value in drawn)
                histogram.Add(value);
            var exact = drawn.Order().ElementAt((int)Math.Ceiling(percent / 100.0 * drawn.Count) - 1);
            Assert.InRange(histogram.Percentile(percent / 100.0)!.Value, exact * (1 - 1e-9), exact * 1.0101);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Percentile_OfNothing_IsNull() => Assert.Null(new LogHistogram().Percentile(0.5));

    [Fact]
    public void Clear_ForgetsAll()
    {
        var histogram = new LogHistogram();
        histogram.Add(7);
        histogram.Clear();
        Assert.Equal((0, 0, null), (histogram.Count, histogram.Max, histogram.Percentile(1)));
    }
}
