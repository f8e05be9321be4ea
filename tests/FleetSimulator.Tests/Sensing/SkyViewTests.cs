using Telemetry.FleetSimulator.Sensing;

namespace Telemetry.FleetSimulator.Tests.Sensing;

public sealed class SkyViewTests
{
    private const double MetreOfLat = 1 / 111_195.0;

    [Fact]
    public void At_ManyPlaces_IsStandardNormal()
    {
        var values = Values(0).ToList();
        Assert.InRange(values.Average(), -0.05, 0.05);
        Assert.InRange(values.Average(v => v * v), 0.95, 1.05);
        Assert.InRange((double)values.Count(v => v > 1.645) / values.Count, 0.04, 0.06);
    }

    [Theory]
    [InlineData(5, 0.95, 1)]
    [InlineData(40, 0.4, 0.9)]
    [InlineData(500, -0.05, 0.05)]
    public void At_Apart_IsAlikeAsFarAsABlock(double metres, double least, double most) =>
        Assert.InRange(Values(0).Zip(Values(metres), (a, b) => a * b).Average(), least, most);

    [Fact]
    public void At_OtherSeed_IsAnotherSky() =>
        Assert.InRange(Values(0).Zip(Values(0, 8), (a, b) => a * b).Average(), -0.05, 0.05);

    private static IEnumerable<double> Values(double northM, ulong seed = 7)
    {
        var sky = new SkyView(seed);
        return Enumerable.Range(0, 20_000).Select(i => sky.At(8.5 + i % 141 * 0.0031, -33 + i / 141 * 0.0029 + northM * MetreOfLat));
    }
}
