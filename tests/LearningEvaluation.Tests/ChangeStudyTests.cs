using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Town;
using Telemetry.LearningEvaluation.Change;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Tests;

public sealed class ChangeStudyTests
{
    private static readonly ImportedRoads s_town = ImportedRoads.Of(GeneratedTown.Create(5));

    [Fact]
    public void Run_SameSeed_FindsTheSame()
    {
        var options = new ChangeOptions { Changes = 6, DaysBefore = 3, Watched = 8, Days = 9, MostSighted = 12 };

        var first = Run(options);
        var second = Run(options);

        Assert.Equal(first.Changes, second.Changes);
        Assert.Equal(first.FalseChanges, second.FalseChanges);
        Assert.Equal(6, first.Changes.Count);
        Assert.Equal(8 * (9 - 7), first.SegmentDays);
    }

    [Fact]
    public void Run_PerfectCameras_SightEverySignAndNothingElseIsPublished()
    {
        var options = new ChangeOptions
        {
            Changes = 12, DaysBefore = 4, Watched = 20, Days = 12, SignErrors = SignErrors.None, AlongErrorM = 0,
        };

        var outcome = Run(options);

        Assert.Empty(outcome.FalseChanges);
        Assert.All(outcome.Changes, change => Assert.True(change.SightedPasses is null || change.SightedPasses >= 3));
        Assert.All(outcome.Changes, change => Assert.InRange(change.Passes, change.SightedPasses ?? 0, (change.SightedPasses ?? 60) + 2));
    }

    [Fact]
    public void Quantiles_SomeNeverPublished_CountAsInfinite()
    {
        SignChange After(int? passes) => new("s", 100, default, default, true, true, passes, passes ?? 99);
        var outcome = new ChangeOutcome([After(4), After(6), After(5), After(null)], [], 10);

        Assert.Equal((5, double.PositiveInfinity), (outcome.MedianPasses, outcome.P90Passes));
    }

    private static ChangeOutcome Run(ChangeOptions options) =>
        ChangeStudies.Run(s_town, options, FusionOptions.Default, [3], progress: null, TestContext.Current.CancellationToken);
}
