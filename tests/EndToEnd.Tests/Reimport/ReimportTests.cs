using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.MapStore.Tests.BaseMaps;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;
using Telemetry.TestKit;

namespace Telemetry.EndToEnd.Tests.Reimport;

/// <summary>Next month's extract over a map on which vehicles have taught limits.</summary>
public sealed class ReimportTests
{
    private const string Map = "osm/heidelberg_core.osm.pbf";
    private static readonly SpeedLimit s_taught = SpeedLimit.Kmh(40);

    private readonly InMemoryBaseMapStore _store = new();
    private readonly InMemoryPublishedMap _map = new(TimeProvider.System);
    private readonly InMemoryEvidenceStore _evidence = new();
    private readonly InMemoryLeaseStore _leases = new();
    private readonly List<SegmentChange> _changes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Import_EditedExtractOverLearnedFacts_ChangesExactlyWhatWasEdited(int seed)
    {
        var path = SharedData.PathOf(Map);
        var roads = OsmExtract.Read(path).Import();
        await ImportAsync(roads);
        var extract = OsmExtract.Read(path);
        var edits = new ExtractEdits(extract, roads, seed);
        var caughtUp = await TeachAsync(Suitable(roads, seed).Where(segment => edits.IsPlain(segment.OsmWayId)), 8);
        foreach (var segment in caughtUp.DistinctBy(segment => segment.OsmWayId))
            edits.Retag(segment, s_taught);
        edits.Remove(25);
        edits.Retag(40, SpeedLimit.Kmh(20));
        edits.Split(20);
        edits.Add(15);
        edits.Move(20);
        edits.Rename(20);
        HashSet<SegmentId> edited = [.. edits.Removed, .. edits.Added, .. edits.Retagged.Keys, .. edits.Moved, .. edits.Renamed];
        var retired = await TeachAsync(Suitable(roads, seed).Where(segment => edits.Removed.Contains(segment.Id)), 3);
        var untouched = await TeachAsync(Suitable(roads, seed).Where(segment => !edited.Contains(segment.Id)), 30);
        var (before, _) = await ServedMap.ApplyFeedAsync(_map, 0, new Dictionary<(MapCollection, string), string>(), Token);
        var since = await _map.FindNewestVersionAsync(Token);
        _changes.Clear();

        var report = await ImportAsync(extract.Import());

        // The report, in numbers and segment by segment.
        Assert.Equal((edits.Added.Count, edits.Removed.Count), (report.Segments.Added, report.Segments.Removed));
        Assert.Equal(roads.Segments.Length - edits.Removed.Count, report.Segments.Kept);
        Assert.Equal((retired.Count, caughtUp.Count), (report.RetiredFacts, report.DroppedFacts));
        AssertChanges(edits.Added, change => change.IsAdded);
        AssertChanges(edits.Removed, change => change.IsRemoved);
        AssertChanges(edits.Retagged.Keys, change => change.IsRetagged);
        AssertChanges(edits.Moved, change => change.IsMoved);
        AssertChanges(edits.Renamed, change => change.IsAltered);
        var byId = _changes.ToDictionary(change => change.Segment.Id);
        Assert.All(edits.Retagged, retag => Assert.Equal(retag.Value, byId[retag.Key].After!.ForwardLimit));

        // The feed: applied on top of the old map, and from the start, it is the map; it names what differs and nothing else.
        var (after, feed) = await ServedMap.ApplyFeedAsync(_map, since, before, Token);
        var (whole, _) = await ServedMap.ApplyFeedAsync(_map, 0, new Dictionary<(MapCollection, string), string>(), Token);
        Assert.Equal(await _map.ReadCanonicalAsync(Token).ToListAsync(Token), after.Values);
        Assert.Equal(after, whole);
        var differing = before.Keys.Union(after.Keys)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).ToHashSet();
        Assert.Equal(differing, feed.Select(change => (change.Collection, change.FeatureId)).ToHashSet());
        Assert.Equal(report.Feed.Upserts, differing.Count(after.ContainsKey));
        Assert.Equal(report.Feed.Deletes, differing.Count(key => !after.ContainsKey(key)));
        Assert.Subset(edited, differing.Select(key => ServedMap.SegmentOf(after.GetValueOrDefault(key) ?? before[key])).ToHashSet());

        // The API: nothing of a vanished segment, every segment of the new extract.
        var served = await ServedMap.ReadSegmentsAsync(_map, Token);
        Assert.Equal(after.Count, served.Count);
        Assert.Empty(edits.Removed.Intersect(served));
        Assert.Subset(served.ToHashSet(), edits.Added);

        // What vehicles taught: kept where nothing changed, the map's own where it caught up, gone with its road.
        Assert.All(untouched, segment => Assert.Contains("\"learned\"", ForwardLimit(after, segment), StringComparison.Ordinal));
        Assert.All(caughtUp, segment => Assert.Contains("\"value\":40", ForwardLimit(after, segment), StringComparison.Ordinal));
        Assert.All(caughtUp, segment => Assert.Contains("\"source\":\"base\"", ForwardLimit(after, segment), StringComparison.Ordinal));
        foreach (var segment in caughtUp.Concat(untouched))
            Assert.NotNull(await _evidence.LoadAsync(GrainId.Of(segment.Id), Token));
        foreach (var segment in retired)
            Assert.Null(await _evidence.LoadAsync(GrainId.Of(segment.Id), Token));

        var again = await ImportAsync(extract.Import());
        Assert.Equal((report.BaseMap, false, 0), (again.BaseMap, again.IsNew, again.Feed.Changes));
        Assert.Equal(report.Feed.Changes + since, await _map.FindNewestVersionAsync(Token));
    }

    private static string ForwardLimit(IReadOnlyDictionary<(MapCollection, string), string> map, RoadSegment segment) =>
        map[(MapCollection.SpeedLimits, $"{segment.Id}-f-0")];

    /// <summary>Segments on which a taught limit would be seen, in an order that a seed gives.</summary>
    private static IEnumerable<RoadSegment> Suitable(ImportedRoads roads, int seed)
    {
        var suitable = roads.Segments
            .Where(segment => segment.LengthM > 60 && segment.ForwardAllowed &&
                segment.ForwardLimit is { Unit: SpeedUnit.Kmh } tag && tag != s_taught)
            .ToArray();
        new Random(seed).Shuffle(suitable);
        return suitable;
    }

    private void AssertChanges(IEnumerable<SegmentId> expected, Func<SegmentChange, bool> isMeant) => Assert.Equal(
        expected.Order(), _changes.Where(isMeant).Select(change => change.Segment.Id).Order());

    private Task<BaseMapImportReport> ImportAsync(ImportedRoads roads) =>
        new BaseMapImport(_store, _map, _evidence, _leases, FusionOptions.Default, TimeProvider.System)
            .RunAsync(roads, BaseMapOrigin.OpenStreetMap("extract.osm.pbf"), null, Token, _changes.Add);

    /// <summary>Has vehicles teach a limit on the first of some segments, and publishes it as a worker does.</summary>
    private async Task<List<RoadSegment>> TeachAsync(IEnumerable<RoadSegment> segments, int count)
    {
        var taught = new List<RoadSegment>();
        foreach (var segment in segments.DistinctBy(segment => segment.OsmWayId).Take(count))
        {
            var grain = GrainId.Of(segment.Id);
            if (await _evidence.LoadAsync(grain, Token) is not null)
                continue;
            await LearnedLimit.PutAsync(_evidence, segment, "40", Token);
            var loaded = await new GrainLoader(_evidence).LoadToDeriveAsync(grain, Token);
            var features = SegmentFacts.Derive(segment, loaded!.State, FusionOptions.Default);
            Assert.Equal(1, features.Count(feature => feature.IsLearned));
            await _map.PublishAsync([new Publication(grain, new MapRevision(1, 1), features, null)], TimeProvider.System.GetUtcNow(), Token);
            await _evidence.MarkPublishedAsync(grain, 1, Token);
            taught.Add(segment);
        }

        Assert.NotEmpty(taught);
        return taught;
    }
}
