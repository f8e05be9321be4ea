using FsCheck;
using FsCheck.Fluent;

namespace Telemetry.CostModel.Tests;

public sealed class CostEstimateTests
{
    private static readonly Arbitrary<FleetLoad> s_loads = (
        from decades in Gen.Choose(0, 800)
        from hours in Gen.Choose(1, 240)
        select new FleetLoad(Math.Pow(10, decades / 100.0), hours / 10.0)).ToArbitrary();

    [Fact]
    public void Of_MoreVehicles_NeverCostsLess() => Prop.ForAll(s_loads, load =>
    {
        var (few, many) = (CostEstimate.Of(load, new()), CostEstimate.Of(load with { Vehicles = load.Vehicles * 1.3 }, new()));
        Assert.All(few.Items.Zip(many.Items), pair =>
        {
            Assert.Equal(pair.First.What, pair.Second.What);
            Assert.True(pair.Second.DollarsPerDay >= pair.First.DollarsPerDay * (1 - 1e-12), pair.First.What);
        });
        Assert.True(many.DollarsPerDay >= few.DollarsPerDay);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_AnyFleet_IsTheSumOfItsParts() => Prop.ForAll(s_loads, load =>
    {
        var estimate = CostEstimate.Of(load, new());
        Assert.All(estimate.Items, item => Assert.True(item.DollarsPerDay >= 0 && double.IsFinite(item.DollarsPerDay), item.What));
        Assert.Equal(estimate.Items.Sum(item => item.DollarsPerDay), estimate.DollarsPerDay, 1e-9);
        Assert.Equal(estimate.DollarsPerDay, estimate.DollarsPerMillionKm * load.KmPerDay / 1e6, estimate.DollarsPerDay * 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_AnyFleet_NoSavingCostsMore() => Prop.ForAll(s_loads, load =>
        Assert.All(Saving.Of(load, new()), saving =>
            Assert.True(saving.DollarsPerDayWithout >= saving.DollarsPerDayWith * (1 - 1e-9), saving.Name))).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_BusierRoads_WritesLessForAFrame() => Prop.ForAll(s_loads, load =>
    {
        // With one writer: more of them share a busy grain's contributions.
        var inputs = new CostInputs { Ratios = new MeasuredRatios { WorkerCpuUs = 0 } };
        double PutsPerFrame(FleetLoad one) => CostEstimate.Of(one, inputs).Mean is var mean ? mean.Puts / mean.Frames : 0;
        Assert.True(PutsPerFrame(load with { Vehicles = load.Vehicles * 3 }) <= PutsPerFrame(load) * (1 + 1e-9));
    }).QuickCheckThrowOnFailure();

    // 86,400 vehicles that drive for an hour send 3,600 frames/s: 60 posts/s of one message. Two receivers close a window of 250 ms each
    // with 7.5 posts in it, so nearly every one: 8 chunks/s. Checked by hand with every window full.
    [Fact]
    public void Of_AHandCheckedFleet_CostsWhatTheListSays()
    {
        var inputs = new CostInputs
        {
            Ratios = new MeasuredRatios { ContributionsPerFrame = 0.1, PutKib = 2, ReadsPerPut = 1, ReadKib = 4, ChunkBytesPerFrame = 10, FramesPerMessage = 60 },
            Settings = new PlatformSettings { FlushWindowS = 0, CommitWindowS = 0.25, Segments = 1_000_000 },
        };
        var estimate = CostEstimate.Of(new FleetLoad(86_400, 1), inputs);
        double Dollars(string what) => estimate.Items.Single(item => item.What == what).DollarsPerDay;

        Assert.Equal(86_400 * 35, estimate.Load.KmPerDay);
        Assert.Equal(3_600, estimate.Mean.Frames);
        Assert.Equal(60, estimate.Mean.Posts);
        Assert.Equal(2, estimate.Mean.Receivers);
        Assert.Equal(8 * (1 - Math.Exp(-7.5)), estimate.Mean.Chunks, 1e-9);
        Assert.Equal(691_200 / 1000 * 0.005, Dollars("chunks written"), 0.01);
        Assert.Equal(691_200 * 3 / 1e6 * 0.40, Dollars("work items"), 0.01);
        // Without a flush window each of the 360 contributions/s is a put: 31,104,000 a day, of two units to write and one to read.
        Assert.Equal(31_104_000 * 2 / 1e6 * 0.625, Dollars("evidence written"), 1e-6);
        Assert.Equal(31_104_000 / 1e6 * 0.125, Dollars("evidence read"), 1e-6);
        // 36,000 bytes/s over 7 days are 21.8 GB.
        Assert.Equal(21.7728 * 0.023 / (365.25 / 12), Dollars("chunks kept"), 1e-6);
        Assert.Equal(24 * 0.45, Dollars("published map, server"), 1e-9);
    }

    [Fact]
    public void Of_TenThousandToTwentyMillion_SomethingBreaksFirstAndIsFirst()
    {
        foreach (var vehicles in new[] { 1e4, 1e6, 2e7 })
        {
            var limits = Bottleneck.Of(CostEstimate.Of(new FleetLoad(vehicles, 1), new()), new());
            Assert.Equal(limits.Max(limit => limit.Used), limits[0].Used);
            Assert.Equal(limits.Count, limits.Select(limit => limit.Name).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 25)]
    public void Of_LoadOutOfRange_Throws(double vehicles, double hours) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CostEstimate.Of(new FleetLoad(vehicles, hours), new()));

    [Fact]
    public void Draw_AnyInputs_IsAnImage()
    {
        var image = CostPlot.Draw(1, new());
        Assert.StartsWith("<svg", image, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", image, StringComparison.Ordinal);
    }
}
