using Telemetry.FleetSimulator.Town;
using Telemetry.LearningEvaluation.Hostility;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Tests;

/// <summary>One vehicle that lies for ten days makes no limit false, and closes and opens no road (I4).</summary>
public sealed class HostileStudyTests(ITestOutputHelper output)
{
    private static readonly ImportedRoads s_town = ImportedRoads.Of(GeneratedTown.Create(6));

    [Fact]
    public void Run_OneVehicle_MakesNoLimitFalse()
    {
        HostileStrategy[] strategies =
        [
            HostileStrategy.SameLie, HostileStrategy.SayTags, HostileStrategy.EndEverything, HostileStrategy.SeeNothing,
            HostileStrategy.MoveTheSign, HostileStrategy.OtherUnit, HostileStrategy.WrongWay,
        ];
        var options = new HostileOptions { Passes = 5, Stretches = 10, TimesADay = 1 };

        var runs = HostileStudy.Run(s_town, options, [4], strategies, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(4 * strategies.Length, runs.Count);
        var harm = runs.Where(run => run.Vehicles == 1).SelectMany(run => run.Differences.Select(difference => (run.Strategy, run.IsAfter, difference)))
            .Where(one => one.difference.Subject.StartsWith("limit", StringComparison.Ordinal) && !one.difference.IsTrue).ToList();
        foreach (var one in harm)
            output.WriteLine($"{one}");
        Assert.Empty(harm);
    }

    [Fact]
    public void Run_OneVehicleOnGoneRoadsAndInTheFields_OpensAndClosesNothing()
    {
        HostileStrategy[] strategies = [HostileStrategy.GoneRoads, HostileStrategy.Shuttle];
        var options = new HostileOptions { Passes = 5, Stretches = 12, TimesADay = 3 };

        var runs = HostileStudy.Run(s_town, options, [5], strategies, progress: null, TestContext.Current.CancellationToken);

        var roads = runs.Where(run => run.Vehicles == 1).SelectMany(run => run.Differences)
            .Where(one => one.Kind is MapDifferenceKind.Appeared or MapDifferenceKind.Disappeared &&
                (one.Subject.StartsWith("Closures", StringComparison.Ordinal) || one.Subject.StartsWith("CandidateRoads", StringComparison.Ordinal)));
        Assert.Empty(roads);
    }

    [Fact]
    public void AwayM_ALineBesideAnother_IsTheirDistance()
    {
        Contracts.Geography.GeoPoint At(double lon, double lat) => Contracts.Geography.GeoPoint.FromDegrees(lon, lat);
        Assert.Equal(11.12, MapComparison.AwayM([At(8, 0.0001), At(8.001, 0.0001)], [At(8, 0), At(8.002, 0)]), 1);
    }
}
