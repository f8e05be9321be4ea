using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Import;
using Telemetry.TestKit;

namespace Telemetry.MapStore.Tests.BaseMaps;

public sealed class BaseMapImportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_FirstImport_PublishesEverySegmentAndLimit()
    {
        var bench = new ImportBench();
        var roads = DrawnRoads.Roads(1, 20);

        var report = await bench.ImportAsync(roads);

        Assert.Equal((1, true, 20, 20, 20), (report.BaseMap, report.IsNew, report.Extract.Ways, report.Extract.Segments, report.Extract.TaggedLimits));
        Assert.Equal((20, 0, 0), (report.Segments.Added, report.Segments.Kept, report.Segments.Removed));
        Assert.Equal(ExpectedMap(roads), await bench.CanonicalAsync());
        var manifest = await bench.Reader().FindNewestAsync(Token);
        Assert.Equal((1, "town.osm.pbf", report.Version), (manifest!.Sequence, manifest.SourceName, manifest.Version));
        Assert.Contains("OpenStreetMap", manifest.Attribution, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SameRoadsAgain_ChangesNothing()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(DrawnRoads.Roads(1, 20));
        var version = await bench.Map.FindNewestVersionAsync(Token);

        var report = await bench.ImportAsync(DrawnRoads.Roads(1, 20));

        Assert.Equal((1, false, 0, 20, 0), (report.BaseMap, report.IsNew, report.Segments.Added, report.Segments.Kept, report.Segments.Removed));
        Assert.Equal(version, await bench.Map.FindNewestVersionAsync(Token));
        Assert.Equal(1, await bench.Store.FindNewestAsync(Token));
    }

    [Fact]
    public async Task Run_ChangedExtract_AddsKeepsAndRetires()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(DrawnRoads.Roads(1, 20));
        var before = await bench.Map.FindNewestVersionAsync(Token);

        var report = await bench.ImportAsync(DrawnRoads.Roads(4, 25));

        Assert.Equal((2, true, 5, 17, 3), (report.BaseMap, report.IsNew, report.Segments.Added, report.Segments.Kept, report.Segments.Removed));
        Assert.Equal(ExpectedMap(DrawnRoads.Roads(4, 25)), await bench.CanonicalAsync());
        // A segment and two limits each; segments that stay give no change.
        var changes = (await bench.Map.ReadChangesAsync(before, null, 1_000, Token)).Changes;
        Assert.Equal(3 * 3, changes.Count(c => c.Operation == ChangeOperation.Delete));
        Assert.Equal(5 * 3, changes.Count(c => c.Operation == ChangeOperation.Upsert));
    }

    [Fact]
    public async Task Run_RoadReturns_IsPublishedAgain()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(DrawnRoads.Roads(1, 3));
        await bench.ImportAsync(DrawnRoads.Roads(2, 3));

        var report = await bench.ImportAsync(DrawnRoads.Roads(1, 3));

        Assert.Equal((3, 1, 2, 0), (report.BaseMap, report.Segments.Added, report.Segments.Kept, report.Segments.Removed));
        Assert.Equal(ExpectedMap(DrawnRoads.Roads(1, 3)), await bench.CanonicalAsync());
    }

    [Fact]
    public async Task Run_SegmentsWithEvidence_KeepItOrGoWithIt()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(DrawnRoads.Roads(1, 5));
        var (stays, goes) = (DrawnRoads.Road(3), DrawnRoads.Road(1));
        await LearnedLimit.PutAsync(bench.Evidence, stays, Token);
        await LearnedLimit.PutAsync(bench.Evidence, goes, Token);

        await bench.ImportAsync(DrawnRoads.Roads(2, 6));

        var head = await bench.Evidence.LoadAsync(GrainId.Of(stays.Id), Token);
        Assert.Equal((1, 1), (head!.Revision, head.PublishedRevision));
        Assert.Null(await bench.Evidence.LoadAsync(GrainId.Of(goes.Id), Token));
        Assert.Equal(new MapRevision(2, 1), await bench.Map.FindRevisionAsync(GrainId.Of(stays.Id), Token));
        var learned = (await bench.CanonicalAsync()).Where(line => line.Contains("\"learned\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(learned);
        Assert.All(learned, line => Assert.Contains(stays.Id.ToString(), line, StringComparison.Ordinal));
        Assert.All(learned, line => Assert.Contains("\"value\":30", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_NewerFactsPublishedMeanwhile_Stand()
    {
        var bench = new ImportBench();
        var roads = DrawnRoads.Roads(1, 2);
        await bench.ImportAsync(roads);
        var grain = GrainId.Of(roads.Segments[0].Id);
        await bench.Map.PublishAsync([new Publication(grain, new MapRevision(1, 7), [], null)], bench.Time.GetUtcNow(), Token);
        var before = await bench.CanonicalAsync();

        await bench.ImportAsync(roads);

        Assert.Equal(before, await bench.CanonicalAsync());
    }

    [Fact]
    public async Task Run_AnotherImportAtWork_IsRefusedAfterAWhileAndNothingDone()
    {
        var bench = new ImportBench();
        await bench.Leases.TryAcquireAsync("import", "another", bench.Time.GetUtcNow(), TimeSpan.FromDays(3_650), Token);

        var import = bench.ImportAsync(DrawnRoads.Roads(1, 3));

        await Assert.ThrowsAsync<ImportInProgressException>(() => bench.PassTimeUntilAsync(import));
        Assert.Null(await bench.Store.FindNewestAsync(Token));
        Assert.Empty(await bench.CanonicalAsync());
    }

    [Fact]
    public async Task Run_HolderOfTheLeaseDied_GoesOnOnceItHasRunOut()
    {
        var bench = new ImportBench();
        await bench.Leases.TryAcquireAsync("import", "dead", bench.Time.GetUtcNow(), TimeSpan.FromSeconds(30), Token);

        var import = bench.ImportAsync(DrawnRoads.Roads(1, 3));

        Assert.False(import.IsCompleted);
        Assert.Equal(1, (await bench.PassTimeUntilAsync(import)).BaseMap);
        // Given back: the next one need not wait.
        Assert.Equal(2, (await bench.ImportAsync(DrawnRoads.Roads(1, 4))).BaseMap);
    }

    [Fact]
    public async Task Run_RoadMovesToAnotherCell_IsKeptAndMoved()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(DrawnRoads.Roads(1, 3));
        var road = DrawnRoads.Road(2, SpeedLimit.Kmh(50));
        var moved = road with { Line = [.. road.Line.Select(at => at with { LatE7 = at.LatE7 + 900_000 })] };
        Assert.NotEqual(road.HomeCell, moved.HomeCell);

        var report = await bench.ImportAsync(ImportedRoads.Of(
            [DrawnRoads.Road(1, SpeedLimit.Kmh(50)), moved, DrawnRoads.Road(3, SpeedLimit.Kmh(50))]));

        Assert.Equal(new SegmentCounts(Added: 0, Kept: 3, Removed: 0, Retagged: 0, Moved: 1, Altered: 0), report.Segments);
        Assert.Equal((3, 0), (report.Feed.Upserts, report.Feed.Deletes));
    }

    [Fact]
    public async Task Run_BaseMapOfAnotherFormat_IsReplacedWhole()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(DrawnRoads.Roads(1, 5));
        await LearnedLimit.PutAsync(bench.Evidence, DrawnRoads.Road(4), Token);
        await bench.Store.PutManifestAsync(1, new byte[] { 1, 2, 3 }, Token);

        var report = await bench.ImportAsync(DrawnRoads.Roads(3, 7));

        Assert.Equal((2, true), (report.BaseMap, report.IsNew));
        var served = await bench.CanonicalAsync();
        Assert.DoesNotContain(served, line => line.Contains(DrawnRoads.Road(1).Id.ToString(), StringComparison.Ordinal));
        Assert.Contains(served, line => line.Contains("\"learned\"", StringComparison.Ordinal));
        Assert.Equal(5, served.Count(line => line.Contains("\"roundabout\"", StringComparison.Ordinal)));
    }

    // Dies at every single call to a store in turn; then the import is run again.
    [Fact]
    public async Task Run_AfterACrashAnywhere_CompletesTheImport()
    {
        var old = DrawnRoads.Roads(1, 6);
        var roads = ImportedRoads.Of([.. DrawnRoads.Roads(3, 8).Segments, DrawnRoads.Road(2, SpeedLimit.Kmh(30))]);
        var crashed = true;
        var calls = 0;
        for (; crashed; calls++)
        {
            var bench = new ImportBench();
            await bench.ImportAsync(old);
            await LearnedLimit.PutAsync(bench.Evidence, DrawnRoads.Road(1), Token);
            var faults = new Faults(calls);
            var death = await Record.ExceptionAsync(() => bench.ImportAsync(roads, faults));
            Assert.True(death is null or Faults.ProcessDied || death.InnerException is Faults.ProcessDied, death?.ToString());
            crashed = faults.Happened;

            var report = await bench.ImportAsync(roads);

            Assert.Equal(2, report.BaseMap);
            Assert.Equal(ExpectedMap(roads), await bench.CanonicalAsync());
            Assert.Null(await bench.Evidence.LoadAsync(GrainId.Of(DrawnRoads.Road(1).Id), Token));
            var manifest = await bench.Reader().FindNewestAsync(Token);
            Assert.Equal(
                roads.Segments.Select(s => s.Id), (await bench.Reader().LoadAllAsync(manifest!, Token)).Select(s => s.Id));
        }

        // Reading what is there, cells, index and manifest, publishing, withdrawing, deleting: a call each at least.
        Assert.InRange(calls, 10, 100);
    }

    [Fact]
    public async Task Run_OtherRoadsAfterACrash_OverwriteWhatItLeft()
    {
        var bench = new ImportBench();
        await Assert.ThrowsAnyAsync<Exception>(() => bench.ImportAsync(DrawnRoads.Roads(1, 60), new Faults(4)));
        Assert.Null(await bench.Store.FindNewestAsync(Token));

        var report = await bench.ImportAsync(DrawnRoads.Roads(5, 20));

        Assert.Equal((1, 16, 0, 0), (report.BaseMap, report.Segments.Added, report.Segments.Kept, report.Segments.Removed));
        var manifest = await bench.Reader().FindNewestAsync(Token);
        Assert.Equal(16, (await bench.Reader().LoadAllAsync(manifest!, Token)).Count);
        Assert.Equal(ExpectedMap(DrawnRoads.Roads(5, 20)), await bench.CanonicalAsync());
    }

    [Fact]
    public async Task Run_RealMapOnDisk_IsReadBackWhole()
    {
        var path = SharedData.PathOf("osm/heidelberg_core.osm.pbf");
        var roads = RoadImporter.Import(new OsmSource(path, () => File.OpenRead(path)), null, Token);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var bench = new ImportBench(new DiskBaseMapStore(folder.FullName));
            var report = await bench.ImportAsync(roads);
            var reader = bench.Reader();
            var manifest = await reader.FindNewestAsync(Token);

            Assert.Equal((roads.Report.Ways, roads.Report.Segments, roads.Report.TaggedLimits), (report.Extract.Ways, report.Extract.Segments, report.Extract.TaggedLimits));
            var loaded = await reader.LoadAllAsync(manifest!, Token);
            Assert.Equal(roads.Segments.Length, loaded.Count);
            Assert.All(roads.Segments.Zip(loaded), pair => Assert.True(new SegmentChange(pair.First, pair.Second).IsUnchanged));
            Assert.False((await bench.ImportAsync(roads)).IsNew);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> ExpectedMap(ImportedRoads roads) => roads.Segments
        .SelectMany(segment => SegmentFacts.Derive(segment, null, FusionOptions.Default))
        .OrderBy(feature => feature.Collection).ThenBy(feature => feature.Id, StringComparer.Ordinal)
        .Select(feature => feature.GeoJson);
}
