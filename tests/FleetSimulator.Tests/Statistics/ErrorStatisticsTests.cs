using Telemetry.Evaluation.Inputs;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Statistics;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.TestKit;

namespace Telemetry.FleetSimulator.Tests.Statistics;

public sealed class ErrorStatisticsTests
{
    [Fact]
    public void Of_KnownOffsets_GivesTheirPercentilesAndCorrelations()
    {
        // A drive whose errors stay, and one whose errors change sign with every fix.
        RouteOffset[] steady = [.. Enumerable.Range(0, 100).Select(i => new RouteOffset(i * 2_000, i, i < 50 ? 1 : -1))];
        RouteOffset[] jumping = [.. Enumerable.Range(0, 100).Select(i => new RouteOffset(i * 2_000, i, i % 2 == 0 ? 1 : -1))];
        var statistics = new ErrorStatistics([steady]);
        Assert.Equal(50, statistics.DistanceM(50));
        Assert.Equal(99, statistics.DistanceM(99));
        Assert.InRange(statistics.Correlation(new LagRange(0, 3)), 0.95, 1);
        Assert.Equal(-1, new ErrorStatistics([jumping]).Correlation(new LagRange(0, 3)), 1e-9);
        Assert.True(double.IsNaN(statistics.Correlation(new LagRange(0, 1))));
        Assert.Throws<ArgumentException>(() => new ErrorStatistics([[]]));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Simulated_WhateverTheSeed_LiesWithinATenthOfWhatIsPublished(ulong seed)
    {
        var report = ErrorReport.Of("town", seed, null, Simulate(seed, PublishedErrors.Gaps));
        Assert.True(report.WithinTenPercent, report.ToText());
    }

    [Fact]
    public void Simulated_AgainstTheTracesThemselves_LiesWithinATenth()
    {
        var drives = DriveReader.Read(SharedData.PathOf("traces/hof_points.csv"));
        var measured = SimulatedDrives.Recorded(drives, TruthReader.Read(SharedData.PathOf("traces/hof_ground_truth.csv")));
        var report = ErrorReport.Of("town", 21, measured, Simulate(21, SimulatedDrives.GapsOf(drives)));
        Assert.True(report.WithinTenPercent, report.ToText());
        // The traces at hand are half of those published of: they come near, else another thing is measured.
        Assert.All(
            report.DistancesM.Concat(report.Correlations), figure => Assert.InRange(figure.Measured!.Value / figure.Published, 0.9, 1.1));
    }

    private static ErrorStatistics Simulate(ulong seed, IReadOnlyList<TimeSpan> gaps)
    {
        var world = SimulatedWorld.Create(GeneratedTown.Create(seed), new WorldPerturbation(), seed);
        return new ErrorStatistics(SimulatedDrives.Measure(
            world, Simulations.Options(800, seed) with { Traffic = TrafficOptions.None }, TimeSpan.FromMinutes(20), gaps, TestContext.Current.CancellationToken));
    }
}
