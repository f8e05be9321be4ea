using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Published;
using static Telemetry.Conformance.Tests.PublishedMap.Facts;

namespace Telemetry.Conformance.Tests.PublishedMap;

/// <summary>What every published map does, one caller at a time.</summary>
public abstract class PublishedMapConformance : IAsyncLifetime
{
    private static readonly GrainId A = Segment(1), B = Segment(2);

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected IPublishedMap Map { get; private set; } = null!;

    protected abstract Task<IPublishedMap> OpenAsync();

    public async ValueTask InitializeAsync() => Map = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Publish_NewFeatures_AreInMapAndFeed()
    {
        var received = Now.AddSeconds(-3);
        var written = await PublishAsync(
            new Publication(A, new MapRevision(1, 1), [Feature("b"), Feature("a", collection: MapCollection.Closures)], received));

        Assert.Equal(2, written);
        var found = await Map.FindAsync(MapCollection.SpeedLimits, "b", Cancelled);
        Assert.Equal(new PublishedFeature(MapCollection.SpeedLimits, "b", Feature("b").GeoJson, 2, Now), found);
        Assert.Null(await Map.FindAsync(MapCollection.SpeedLimits, "a", Cancelled));
        var page = await Map.ReadChangesAsync(0, null, 10, Cancelled);
        Assert.Equal(
            [
                new MapChange(1, MapCollection.Closures, "a", ChangeOperation.Upsert, Feature("a").GeoJson, Now, received),
                new MapChange(2, MapCollection.SpeedLimits, "b", ChangeOperation.Upsert, Feature("b").GeoJson, Now, received),
            ],
            page.Changes);
        Assert.Equal((2, false), (page.Cursor, page.More));
        Assert.Equal(2, await Map.FindNewestVersionAsync(Cancelled));
    }

    [Fact]
    public async Task Count_FeaturesPublishedAndWithdrawn_CountsThoseThatLive()
    {
        await PublishAsync(new Publication(
            A, new MapRevision(1, 1), [Feature("a"), Feature("b"), Feature("c", collection: MapCollection.Closures)], null));
        await PublishAsync(new Publication(A, new MapRevision(1, 2), [Feature("b")], null));

        var counts = await Map.CountAsync(Cancelled);
        Assert.Equal(MapCollections.All, counts.Keys.Order());
        Assert.Equal(1, counts[MapCollection.SpeedLimits]);
        Assert.Equal(0, counts[MapCollection.Closures]);
        Assert.Equal(1, counts.Values.Sum());
    }

    [Fact]
    public async Task Publish_NothingOrEmptyBatch_ChangesNothing()
    {
        Assert.Equal(0, await PublishAsync());
        Assert.Equal(0, await PublishAsync(By(A, 1)));
        var page = await Map.ReadChangesAsync(0, null, 10, Cancelled);
        Assert.Empty(page.Changes);
        Assert.Equal(0, page.Cursor);
    }

    [Theory]
    [InlineData(1, 5, false)]
    [InlineData(1, 4, false)]
    [InlineData(1, 6, true)]
    [InlineData(2, 0, true)]
    [InlineData(0, 9, false)]
    public async Task Publish_AfterRevision_PassesOnlyNewer(long baseMap, long evidence, bool passes)
    {
        await PublishAsync(By(A, 5, Feature("a", text: "first")));

        var written = await PublishAsync(new Publication(A, new MapRevision(baseMap, evidence), [Feature("a", text: "second")], null));

        Assert.Equal(passes ? 1 : 0, written);
        Assert.Equal(passes ? new MapRevision(baseMap, evidence) : new MapRevision(1, 5), await Map.FindRevisionAsync(A, Cancelled));
        var found = await Map.FindAsync(MapCollection.SpeedLimits, "a", Cancelled);
        Assert.Equal(Feature("a", text: passes ? "second" : "first").GeoJson, found?.GeoJson);
    }

    [Fact]
    public async Task Publish_SameGrainTwiceInBatch_NewestWins()
    {
        await PublishAsync(By(A, 2, Feature("a", text: "second")), By(A, 1, Feature("a", text: "first"), Feature("gone")));

        Assert.Equal([Feature("a", text: "second").GeoJson], await CanonicalAsync());
        Assert.Equal(new MapRevision(1, 2), await Map.FindRevisionAsync(A, Cancelled));
    }

    [Fact]
    public async Task Publish_UnchangedGeoJson_GetsNoVersion()
    {
        await PublishAsync(By(A, 1, Feature("a"), Feature("b")));

        var written = await PublishAsync(By(A, 2, Feature("a"), Feature("b", text: "new")));

        Assert.Equal(1, written);
        Assert.Equal(1, (await Map.FindAsync(MapCollection.SpeedLimits, "a", Cancelled))?.Version);
        Assert.Equal(3, (await Map.FindAsync(MapCollection.SpeedLimits, "b", Cancelled))?.Version);
        Assert.Equal(new MapRevision(1, 2), await Map.FindRevisionAsync(A, Cancelled));
    }

    [Fact]
    public async Task Publish_FeatureNoLongerNamed_IsDeletedInMapAndFeed()
    {
        await PublishAsync(By(A, 1, Feature("a"), Feature("b")), By(B, 1, Feature("c")));

        var written = await PublishAsync(By(A, 2, Feature("b")));

        Assert.Equal(1, written);
        Assert.Equal([Feature("b").GeoJson, Feature("c").GeoJson], await CanonicalAsync());
        var page = await Map.ReadChangesAsync(3, null, 10, Cancelled);
        Assert.Equal([new MapChange(4, MapCollection.SpeedLimits, "a", ChangeOperation.Delete, null, Now, null)], page.Changes);
    }

    [Fact]
    public async Task Publish_DeletedFeatureAgain_ComesBack()
    {
        await PublishAsync(By(A, 1, Feature("a")));
        await PublishAsync(By(A, 2));
        Assert.Equal(1, await PublishAsync(By(A, 3, Feature("a"))));

        Assert.Equal([Feature("a").GeoJson], await CanonicalAsync());
        var copy = await new ReaderCopy(Map, null).ReadAllAsync(10);
        await copy.AssertIsMapAsync();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Publish_FeatureChangesGrain_BelongsToTheOneThatNamesIt(bool newOwnerFirst, bool oneBatch)
    {
        await PublishAsync(By(A, 1, Feature("moving"), Feature("staying")));
        Publication taken = By(B, 1, Feature("moving")), left = By(A, 2, Feature("staying"));
        Publication[] both = newOwnerFirst ? [taken, left] : [left, taken];

        if (oneBatch)
            await PublishAsync(both);
        else
        {
            await PublishAsync(both[0]);
            await PublishAsync(both[1]);
        }

        Assert.Equal([Feature("moving").GeoJson, Feature("staying").GeoJson], await CanonicalAsync());
        await PublishAsync(By(A, 3));
        Assert.Equal([Feature("moving").GeoJson], await CanonicalAsync());
        await PublishAsync(By(B, 2));
        Assert.Empty(await CanonicalAsync());
    }

    [Fact]
    public async Task Publish_FiveHundredAtOnce_AreAllThere()
    {
        var batch = Enumerable.Range(0, 500).Select(i => By(Segment((ulong)i), 1, Feature($"x-{i}", i), Feature($"y-{i}", i))).ToArray();

        Assert.Equal(1000, await PublishAsync(batch));
        Assert.Equal(0, await PublishAsync(batch));
        var copy = await new ReaderCopy(Map, null).ReadAllAsync(77);
        await copy.AssertIsMapAsync();
    }

    [Fact]
    public async Task Query_PagesInOrdinalOrder()
    {
        string[] ids = ["a-1", "a_1", "a1", "a", "0", "b", "aa", "a-"];
        await PublishAsync(By(A, 1, [.. ids.Select(id => Feature(id))]));

        var met = new List<string>();
        while (true)
        {
            var page = await Map.QueryAsync(new FeatureQuery(MapCollection.SpeedLimits, null, met.LastOrDefault(), 3), Cancelled);
            met.AddRange(page.Select(feature => feature.Id));
            if (page.Count < 3)
                break;
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), met);
    }

    [Fact]
    public async Task Query_WithBox_MeetsGeometryNotItsBox()
    {
        var diagonal = new MapFeature(MapCollection.RoadSegments, "diagonal", [At(0, 0), At(100, 100)], "{}");
        await PublishAsync(By(A, 1, diagonal, Feature("inside", 10, 10, collection: MapCollection.RoadSegments)));

        Assert.Equal(["diagonal", "inside"], await IdsAsync(Box(5, 5, 20, 15)));
        Assert.Equal(["inside"], await IdsAsync(Box(11, 9, 40, 10)));
        Assert.Empty(await IdsAsync(Box(60, 10, 90, 40)));
        Assert.Equal(["diagonal"], await IdsAsync(Box(40, 0, 60, 100)));
    }

    [Fact]
    public async Task FindNear_GivesNearestFirstWithinRadius()
    {
        // A unit of latitude is 111 m, one of longitude here 72 m.
        await PublishAsync(By(A, 1, Feature("b-near", y: 1), Feature("a-near", y: -1), Feature("here"), Feature("far", y: 5)));

        var near = await Map.FindNearAsync(MapCollection.SpeedLimits, At(0, 0), 120, 10, Cancelled);

        Assert.Equal(["here", "a-near", "b-near"], near.Select(feature => feature.Id));
        Assert.Equal(["here"], (await Map.FindNearAsync(MapCollection.SpeedLimits, At(0, 0), 100, 10, Cancelled)).Select(f => f.Id));
        Assert.Single(await Map.FindNearAsync(MapCollection.SpeedLimits, At(0, 0), 1000, 1, Cancelled));
        Assert.Empty(await Map.FindNearAsync(MapCollection.Closures, At(0, 0), 1000, 10, Cancelled));
    }

    [Fact]
    public async Task ReadChanges_FeatureLeavesBox_ComesAsDelete()
    {
        var west = Box(-5, -5, 5, 5);
        await PublishAsync(By(A, 1, Feature("a", 0), Feature("never", 50)));
        var reader = await new ReaderCopy(Map, west).ReadAllAsync(10);
        Assert.Equal([Feature("a", 0).GeoJson], reader.Lines());

        await PublishAsync(By(A, 2, Feature("a", 20), Feature("never", 51)));
        var page = await Map.ReadChangesAsync(reader.Cursor, west, 10, Cancelled);
        Assert.Equal((4, false), (page.Cursor, page.More));
        Assert.Equal(("a", ChangeOperation.Delete), (Assert.Single(page.Changes).FeatureId, page.Changes[0].Operation));

        // Further moves outside, and a compaction: a reader that slept through all of it still learns that it left.
        await PublishAsync(By(A, 3, Feature("a", 40), Feature("never", 52)));
        await Map.CompactAsync(Now.AddDays(1), Cancelled);
        await reader.ReadAllAsync(10);
        Assert.Empty(reader.Lines());

        await PublishAsync(By(A, 4, Feature("a", 1)));
        await reader.ReadAllAsync(10);
        Assert.Equal([Feature("a", 1).GeoJson], reader.Lines());
    }

    [Fact]
    public async Task Compact_DeletesOfThirtyDays_AreKept()
    {
        await PublishAsync(By(A, 1, Feature("a"), Feature("b")));
        var reader = await new ReaderCopy(Map, null).ReadAllAsync(10);
        await PublishAsync(By(A, 2, Feature("b")));

        await Map.CompactAsync(Now.AddDays(29), Cancelled);

        await reader.ReadAllAsync(10);
        Assert.Equal([Feature("b").GeoJson], reader.Lines());
    }

    [Fact]
    public async Task Compact_OlderDeletes_ExpireOlderCursors()
    {
        await PublishAsync(By(A, 1, Feature("a"), Feature("b"), Feature("c")));
        await PublishAsync(By(A, 2, Feature("b"), Feature("c"))); // delete of a is version 4
        await PublishAsync(By(B, 1, Feature("d")));

        await Map.CompactAsync(Now.AddDays(31), Cancelled);

        foreach (var cursor in (long[])[1, 3])
        {
            var fault = await Assert.ThrowsAsync<CursorExpiredException>(() => Map.ReadChangesAsync(cursor, null, 10, Cancelled));
            Assert.Equal(4, fault.Oldest);
        }

        Assert.Equal("d", Assert.Single((await Map.ReadChangesAsync(4, null, 10, Cancelled)).Changes).FeatureId);
        Assert.Equal(5, await Map.FindNewestVersionAsync(Cancelled));
    }

    [Fact]
    public async Task ReadChanges_FromStartAfterCompaction_WalksWholeMapInSmallPages()
    {
        await PublishAsync(By(A, 1, Feature("a"), Feature("b"), Feature("c")));
        await PublishAsync(By(A, 2, Feature("b"), Feature("c")));
        await PublishAsync(By(B, 1, Feature("d")));
        await Map.CompactAsync(Now.AddDays(31), Cancelled);

        var reader = new ReaderCopy(Map, null);
        await reader.ReadPageAsync(1);
        var begun = reader.Cursor;
        await reader.ReadAllAsync(1);
        await reader.AssertIsMapAsync();
        Assert.Equal(5, reader.Cursor);

        // Whoever stopped among the old versions has missed the delete of b once that is forgotten too.
        await PublishAsync(By(A, 3, Feature("c")));
        await Map.CompactAsync(Now.AddDays(31), Cancelled);
        await Assert.ThrowsAsync<CursorExpiredException>(() => Map.ReadChangesAsync(begun, null, 1, Cancelled));
        Assert.Equal(6, (await Map.ReadChangesAsync(6, null, 1, Cancelled)).Cursor);
    }

    [Fact]
    public async Task ReadChanges_CursorBeyondNewest_IsRefused()
    {
        await PublishAsync(By(A, 1, Feature("a")));
        await Assert.ThrowsAsync<CursorExpiredException>(() => Map.ReadChangesAsync(2, null, 10, Cancelled));
    }

    [Fact]
    public async Task WaitForChanges_VersionAboveCursor_ReturnsAtOnce()
    {
        await PublishAsync(By(A, 1, Feature("a")));
        await Map.WaitForChangesAsync(0, TimeSpan.FromMinutes(10), Cancelled);
    }

    [Fact]
    public async Task WaitForChanges_LaterPublication_WakesAllWaiters()
    {
        await PublishAsync(By(A, 1, Feature("a")));
        var waiting = Enumerable.Range(0, 5).Select(_ => Map.WaitForChangesAsync(1, TimeSpan.FromMinutes(10), Cancelled)).ToList();

        await PublishAsync(By(A, 2, Feature("a", text: "new")));

        await Task.WhenAll(waiting);
        await Map.WaitForChangesAsync(2, TimeSpan.FromMilliseconds(1), Cancelled);
    }

    [Fact]
    public async Task ReadCanonical_GivesCollectionsThenOrdinalIds()
    {
        MapFeature[] features =
        [
            Feature("b"), Feature("a_"), Feature("a-"), Feature("z", collection: MapCollection.CandidateRoads),
            Feature("m", collection: MapCollection.RoadSegments),
        ];
        await PublishAsync(By(A, 1, features));

        Assert.Equal(
            features.OrderBy(f => f.Collection).ThenBy(f => f.Id, StringComparer.Ordinal).Select(f => f.GeoJson),
            await CanonicalAsync());
    }

    [Fact]
    public async Task ReadGrains_GivesThoseOfTheKindInOrder()
    {
        var cell = new GrainId(GrainKind.Cell, 7);
        GrainId[] segments = [Segment(ulong.MaxValue), Segment(3), Segment(0x8000_0000_0000_0000)];
        await PublishAsync([.. segments.Append(cell).Select(grain => By(grain, 1, Feature(grain.ToString())))]);
        await PublishAsync(By(segments[1], 2));

        Assert.Equal(segments.Order(), await Map.ReadGrainsAsync(GrainKind.Segment, Cancelled).ToListAsync(Cancelled));
        Assert.Equal([cell], await Map.ReadGrainsAsync(GrainKind.Cell, Cancelled).ToListAsync(Cancelled));
        Assert.Null(await Map.FindRevisionAsync(Segment(99), Cancelled));
    }

    [Fact]
    public async Task PublishAll_EmptyMap_IsMapAndFeedWithVersionsWithoutGaps()
    {
        var many = Enumerable.Range(0, 1_700).Select(i => By(
            Segment((ulong)i), 1, Feature($"s{i:D4}", i % 50, i / 50, collection: MapCollection.RoadSegments), Feature($"l{i:D4}", i % 50, i / 50))).ToList();

        var counts = await PublishAllAsync([.. many]);

        Assert.Equal(new FeedCount(1_700, 0), counts.Collections[MapCollection.RoadSegments]);
        Assert.Equal((3_400, 0, 2), (counts.Upserts, counts.Deletes, counts.Collections.Count));
        Assert.Equal(
            many.SelectMany(one => one.Features).OrderBy(f => f.Collection).ThenBy(f => f.Id, StringComparer.Ordinal).Select(f => f.GeoJson),
            await CanonicalAsync());
        Assert.Equal(3_400, await Map.FindNewestVersionAsync(Cancelled));
        Assert.Equal(new MapRevision(1, 1), await Map.FindRevisionAsync(Segment(1_699), Cancelled));
        Assert.Equal(1_700, await Map.ReadGrainsAsync(GrainKind.Segment, Cancelled).CountAsync(Cancelled));
        var copy = await new ReaderCopy(Map, null).ReadAllAsync(1_000);
        await copy.AssertIsMapAsync();
        Assert.Contains("s0003", await IdsAsync(Box(3, 0, 3, 0)));
    }

    [Fact]
    public async Task PublishAll_MapWithFeatures_IsAsPublishingEach()
    {
        await PublishAsync(By(A, 5, Feature("a"), Feature("gone")), By(B, 5, Feature("b")));

        var counts = await PublishAllAsync(By(A, 6, Feature("a")), By(B, 4, Feature("b", text: "outlived")), By(Segment(3), 1, Feature("c")));

        Assert.Equal([KeyValuePair.Create(MapCollection.SpeedLimits, new FeedCount(1, 1))], counts.Collections);
        Assert.Equal([Feature("a").GeoJson, Feature("b").GeoJson, Feature("c").GeoJson], await CanonicalAsync());
        Assert.Equal(5, await Map.FindNewestVersionAsync(Cancelled));
        Assert.Equal(0, (await PublishAllAsync()).Changes);
        Assert.Equal(0, (await PublishAllAsync(By(A, 6, Feature("a")))).Changes);
    }

    [Fact]
    public async Task PublishAll_SourceFailsMidway_LeavesAnEmptyMapEmptyOrWhatCameBefore()
    {
        static async IAsyncEnumerable<Publication> Failing()
        {
            for (var i = 0; i < 3_000; i++)
                yield return By(Segment((ulong)i), 1, Feature($"f{i}"));
            await Task.Yield();
            throw new InvalidDataException("torn");
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => Map.PublishAllAsync(Failing(), Now, Cancelled));

        await (await new ReaderCopy(Map, null).ReadAllAsync(1_000)).AssertIsMapAsync();
        await PublishAllAsync(By(A, 2, Feature("a")));
        Assert.Contains(Feature("a").GeoJson, await CanonicalAsync());
    }

    [Fact]
    public async Task PublishAll_ReadersAndPublishersAtWork_AllEndOnTheSameMap()
    {
        var loading = PublishAllAsync([.. Enumerable.Range(0, 3_000).Select(i => By(Segment((ulong)i), 1, Feature($"f{i}", i % 90)))]);
        var publishing = Task.WhenAll(Enumerable.Range(0, 8).Select(i => PublishAsync(By(Segment((ulong)i), 2, Feature($"f{i}", text: "newer")))));
        var reader = new ReaderCopy(Map, null);
        while (!loading.IsCompleted || !publishing.IsCompleted)
            await reader.ReadAllAsync(500);

        await loading;
        await publishing;
        await (await reader.ReadAllAsync(500)).AssertIsMapAsync();
        Assert.Equal(3_000, reader.Lines().Count());
        Assert.Contains(Feature("f7", text: "newer").GeoJson, reader.Lines());
    }

    [Fact]
    public async Task MarkBaseMap_IsFound()
    {
        Assert.Equal(0, await Map.FindBaseMapAsync(Cancelled));
        await Map.MarkBaseMapAsync(7, Cancelled);
        await PublishAllAsync(By(A, 1, Feature("a")));
        Assert.Equal(7, await Map.FindBaseMapAsync(Cancelled));
    }

    private Task<PublishedCounts> PublishAllAsync(params Publication[] publications) =>
        Map.PublishAllAsync(publications.ToAsyncEnumerable(), Now, Cancelled);

    private Task<int> PublishAsync(params Publication[] batch) => Map.PublishAsync(batch, Now, Cancelled);

    private async Task<List<string>> CanonicalAsync() => await Map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled);

    private async Task<IEnumerable<string>> IdsAsync(GeoBox box) =>
        (await Map.QueryAsync(new FeatureQuery(MapCollection.RoadSegments, box, null, 10), Cancelled)).Select(feature => feature.Id);
}
