using System.Text.Json;
using Telemetry.MapFusion.Facts;

namespace Telemetry.MapWorker.Tests.Cells;

public sealed class CellRoundTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_MissingStreetAcrossCellsDrivenByFour_PublishesItAsOneRoad()
    {
        var platform = await CellPlatform.CreateAsync(StreetTown.WithoutStreet);
        await using var worker = await CellWorker.StartAsync(platform);
        await worker.ApplyAsync(StreetTown.StreetDrives(4, platform.Start));
        Assert.NotEmpty(await platform.UnpublishedAsync());

        await worker.RunRoundAsync();

        var candidate = Assert.Single(await platform.FeaturesAsync(MapCollection.CandidateRoads));
        var street = StreetTown.WithStreet.Segments.Single(road => road is { OsmFromNodeId: 'B', OsmToNodeId: 'E' });
        Assert.All(LongitudesOf(candidate.GeoJson), longitude =>
            Assert.InRange(longitude - street.Line[0].LonDeg, -0.00004, 0.00004));
        Assert.Empty(await platform.UnpublishedAsync());
    }

    [Fact]
    public async Task Run_MissingStreetDrivenByTwo_PublishesNothing()
    {
        var platform = await CellPlatform.CreateAsync(StreetTown.WithoutStreet);
        await using var worker = await CellWorker.StartAsync(platform);
        await worker.ApplyAsync(StreetTown.StreetDrives(2, platform.Start));

        await worker.RunRoundAsync();

        Assert.Empty(await platform.FeaturesAsync(MapCollection.CandidateRoads));
        Assert.Empty(await platform.UnpublishedAsync());
    }

    [Fact]
    public async Task Run_AnyOrderGroupingAndWorkers_EndsInTheSameMap()
    {
        var inOnePiece = await CellPlatform.CreateAsync(StreetTown.WithoutStreet);
        await using var one = await CellWorker.StartAsync(inOnePiece);
        await one.ApplyAsync(StreetTown.StreetDrives(7, inOnePiece.Start));
        await one.RunRoundAsync();

        var inMany = await CellPlatform.CreateAsync(StreetTown.WithoutStreet);
        await using var first = await CellWorker.StartAsync(inMany);
        await using var second = await CellWorker.StartAsync(inMany);
        var messages = StreetTown.StreetDrives(7, inMany.Start);
        new Random(1).Shuffle(messages);
        foreach (var (index, some) in messages.Concat(messages.Take(3)).Chunk(2).Index())
        {
            var worker = index % 2 == 0 ? first : second;
            await worker.ApplyAsync(some);
            if (index % 3 == 0)
                await worker.RunRoundAsync();
        }

        await second.RunRoundAsync();
        await first.RunRoundAsync();

        Assert.NotEmpty(await inMany.FeaturesAsync(MapCollection.CandidateRoads));
        Assert.Equal(await inOnePiece.CanonicalAsync(), await inMany.CanonicalAsync());
    }

    [Fact]
    public async Task Run_BaseMapLearnsTheStreet_WithdrawsTheCandidate()
    {
        var platform = await CellPlatform.CreateAsync(StreetTown.WithoutStreet);
        await using var worker = await CellWorker.StartAsync(platform);
        await worker.ApplyAsync(StreetTown.StreetDrives(4, platform.Start));
        await worker.RunRoundAsync();

        await platform.ImportAsync(StreetTown.WithStreet);
        platform.Time.Advance(TimeSpan.FromMinutes(1));
        await worker.RunRoundAsync();

        Assert.Empty(await platform.FeaturesAsync(MapCollection.CandidateRoads));
    }

    [Fact]
    public async Task Run_WorkerDiesInARound_AnotherOnePublishesAfterASweep()
    {
        var platform = await CellPlatform.CreateAsync(StreetTown.WithoutStreet);
        await using (var dying = await CellWorker.StartAsync(platform))
        {
            await dying.ApplyAsync(StreetTown.StreetDrives(4, platform.Start));
            await dying.RunRoundAsync(holds: false);
        }

        Assert.Empty(await platform.FeaturesAsync(MapCollection.CandidateRoads));
        await using var other = await CellWorker.StartAsync(platform);
        await other.Sweep.RunAsync(Cancelled);
        await other.Sweep.RunAsync(Cancelled);
        await other.RunRoundAsync();

        Assert.NotEmpty(await platform.FeaturesAsync(MapCollection.CandidateRoads));
        Assert.Empty(await platform.UnpublishedAsync());
    }

    [Fact]
    public async Task Run_StreetNoLongerDrivenBetweenBusyRoads_IsClosedUntilSeveralDriveItAgain()
    {
        var platform = await CellPlatform.CreateAsync(StreetTown.WithStreet);
        await using var worker = await CellWorker.StartAsync(platform);
        await worker.ApplyAsync(StreetTown.StreetDrives(160, platform.Start));
        await worker.RunRoundAsync();
        Assert.Empty(await platform.FeaturesAsync(MapCollection.Closures));

        platform.Time.Advance(TimeSpan.FromDays(6));
        var later = platform.Start.AddDays(6);
        await worker.ApplyAsync([.. Enumerable.Range(0, 40).SelectMany(vehicle => new[]
        {
            StreetTown.Drive(vehicle % 2 == 0 ? "ABC" : "CBA", vehicle, later),
            StreetTown.Drive(vehicle % 2 == 0 ? "DEF" : "FED", vehicle, later.AddMinutes(10)),
        })]);
        await worker.RunRoundAsync();
        var closure = Assert.Single(await platform.FeaturesAsync(MapCollection.Closures));
        Assert.Equal(StreetTown.WithStreet.Segments.Single(road => road is { OsmFromNodeId: 'B', OsmToNodeId: 'E' }).Id.ToString(), closure.Id);

        await worker.ApplyAsync(StreetTown.Drive("ABEF", 3, later.AddMinutes(20)), StreetTown.Drive("ABEF", 4, later.AddMinutes(20)));
        await worker.RunRoundAsync();
        Assert.Equal(closure.Id, Assert.Single(await platform.FeaturesAsync(MapCollection.Closures)).Id);

        await worker.ApplyAsync(StreetTown.Drive("ABEF", 5, later.AddMinutes(20)));
        await worker.RunRoundAsync();
        Assert.Empty(await platform.FeaturesAsync(MapCollection.Closures));
    }

    [Fact]
    public async Task Service_NewEvidence_IsPublishedOnceItIsQuiet()
    {
        var platform = await CellPlatform.CreateAsync(StreetTown.WithoutStreet);
        await using var worker = await CellWorker.StartAsync(platform);
        await worker.ApplyAsync(StreetTown.StreetDrives(4, platform.Start));
        await worker.Service.StartAsync(Cancelled);

        for (var i = 0; i < 3; i++)
        {
            await platform.Time.WaitForTimerAsync(CellWorker.CellsEvery, Cancelled);
            platform.Time.Advance(CellWorker.CellsEvery);
        }

        await platform.Time.WaitForTimerAsync(CellWorker.CellsEvery, Cancelled);
        Assert.NotEmpty(await platform.FeaturesAsync(MapCollection.CandidateRoads));
        Assert.Empty(await platform.UnpublishedAsync());
        await worker.Service.StopAsync(Cancelled);
    }

    private static IEnumerable<double> LongitudesOf(string geoJson) =>
        JsonDocument.Parse(geoJson).RootElement.GetProperty("geometry").GetProperty("coordinates").EnumerateArray()
            .Select(position => position[0].GetDouble());
}
