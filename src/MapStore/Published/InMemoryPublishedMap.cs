using System.Runtime.CompilerServices;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Published;

/// <summary>The published map of the embedded profile. Forgets everything when the process ends.</summary>
/// <param name="time">For waiting.</param>
public sealed class InMemoryPublishedMap(TimeProvider time) : IPublishedMap
{
    private const int BatchSize = 500;
    private static readonly TimeSpan s_deletesKept = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private readonly InMemoryFeatures _features = new();
    private readonly SortedDictionary<GrainId, MapRevision> _revisions = [];
    private readonly Dictionary<GrainId, HashSet<FeatureKey>> _owned = [];
    private readonly FeedSignal _signal = new(time);
    private FeedState _state;
    private long _baseMap;

    /// <inheritdoc/>
    public Task<int> PublishAsync(
        IReadOnlyList<Publication> batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult((int)Publish(batch, now).Changes);
    }

    /// <inheritdoc/>
    public async Task<PublishedCounts> PublishAllAsync(
        IAsyncEnumerable<Publication> publications, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counts = PublishedCounts.None;
        await foreach (var batch in publications.Chunk(BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
            counts = counts.And(Publish(batch, now));
        return counts;
    }

    /// <inheritdoc/>
    public Task<long> FindBaseMapAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_baseMap);
    }

    /// <inheritdoc/>
    public Task MarkBaseMapAsync(long baseMap, CancellationToken cancellationToken)
    {
        lock (_gate)
            _baseMap = baseMap;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<MapRevision?> FindRevisionAsync(GrainId grain, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_revisions.TryGetValue(grain, out var revision) ? revision : (MapRevision?)null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<GrainId> ReadGrainsAsync(
        GrainKind kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GrainId[] grains;
        lock (_gate)
            grains = [.. _revisions.Keys.Where(grain => grain.Kind == kind)];
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var grain in grains)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return grain;
        }
    }

    /// <inheritdoc/>
    public Task<PublishedFeature?> FindAsync(MapCollection collection, string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var entry = _features.Find(new FeatureKey(collection, id));
            return Task.FromResult(entry?.GeoJson is null ? null : entry.ToFeature());
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublishedFeature>> QueryAsync(FeatureQuery query, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var found = query.Box is { } box
                ? _features.Meeting(query.Collection, box)
                    .Where(entry => query.AfterId is null || string.CompareOrdinal(entry.Key.Id, query.AfterId) > 0)
                    .OrderBy(entry => entry.Key)
                : _features.From(query.Collection, query.AfterId);
            return Task.FromResult<IReadOnlyList<PublishedFeature>>(
                [.. found.Take(query.Limit).Select(entry => entry.ToFeature())]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublishedFeature>> FindNearAsync(
        MapCollection collection, GeoPoint point, double radiusM, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var near =
                from entry in _features.Meeting(collection, LineGeometry.BoxAround(point, radiusM))
                let distanceM = LineGeometry.DistanceM(entry.Line.AsSpan(), point)
                where distanceM <= radiusM
                orderby distanceM, entry.Key
                select entry.ToFeature();
            return Task.FromResult<IReadOnlyList<PublishedFeature>>([.. near.Take(limit)]);
        }
    }

    /// <inheritdoc/>
    public Task<ChangePage> ReadChangesAsync(long since, GeoBox? box, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            FeedCursor.Check(since, _state);
            var entries = _features.After(FeedCursor.VersionOf(since))
                .Where(entry => box is not { } within || entry.Reach.Intersects(within))
                .Take(limit + 1).ToList();
            return Task.FromResult(FeedCursor.Page([.. entries.Select(entry => entry.ToChange(box))], limit, _state));
        }
    }

    /// <inheritdoc/>
    public Task WaitForChangesAsync(long since, TimeSpan wait, CancellationToken cancellationToken) =>
        _signal.WaitAsync(FeedCursor.VersionOf(since), wait, cancellationToken);

    /// <inheritdoc/>
    public Task<long> FindNewestVersionAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_state.Newest);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<MapCollection, long>> CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyDictionary<MapCollection, long>>(
                MapCollections.All.ToDictionary(collection => collection, _features.CountOf));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ReadCanonicalAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] lines;
        lock (_gate)
            lines = [.. _features.Live.Select(entry => entry.GeoJson!)];
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return line;
        }
    }

    /// <inheritdoc/>
    public Task CompactAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var forgotten = _features.Deleted.Where(entry => entry.PublishedAt < now - s_deletesKept).ToList();
            if (forgotten.Count == 0)
                return Task.CompletedTask;
            foreach (var entry in forgotten)
                _features.Remove(entry.Key);
            _state = _state with
            {
                Forgotten = Math.Max(_state.Forgotten, forgotten.Max(entry => entry.Version)),
                Compactions = _state.Compactions + 1,
            };
        }

        return Task.CompletedTask;
    }

    private PublishedCounts Publish(IReadOnlyList<Publication> batch, DateTimeOffset now)
    {
        lock (_gate)
        {
            var accepted = PublicationBatch.NewestByGrain(batch)
                .Where(one => !_revisions.TryGetValue(one.Grain, out var last) || one.Revision.CompareTo(last) > 0)
                .ToList();
            var named = PublicationBatch.Named(accepted);
            foreach (var publication in accepted)
                _revisions[publication.Grain] = publication.Revision;
            var changes = Changes(accepted, named, now);
            foreach (var change in changes)
                Put(change);
            _signal.Advance(_state.Newest);
            return changes.Aggregate(PublishedCounts.None, (counts, change) => counts.And(
                change.Key.Collection, change.GeoJson is null ? new FeedCount(0, 1) : new FeedCount(1, 0)));
        }
    }

    private List<FeedEntry> Changes(List<Publication> accepted, List<NamedFeature> named, DateTimeOffset now)
    {
        var changes = new List<FeedEntry>();
        var kept = new HashSet<FeatureKey>();
        foreach (var one in named)
        {
            var key = new FeatureKey(one.Feature.Collection, one.Feature.Id);
            kept.Add(key);
            var before = _features.Find(key);
            if (before?.GeoJson == one.Feature.GeoJson)
                Own(before with { Grain = one.Grain });
            else
                changes.Add(new FeedEntry
                {
                    Key = key, Grain = one.Grain, GeoJson = one.Feature.GeoJson, Line = one.Feature.Line,
                    Reach = before?.Reach.Union(one.Box) ?? one.Box, Version = 0, PublishedAt = now, ReceivedAt = one.ReceivedAt,
                });
        }

        var gone =
            from publication in accepted
            from key in _owned.GetValueOrDefault(publication.Grain) ?? []
            where !kept.Contains(key)
            select _features.Find(key)! with
            {
                GeoJson = null, Line = [], PublishedAt = now, ReceivedAt = publication.ReceivedAt,
            };
        changes.AddRange(gone);
        changes.Sort((a, b) => a.Key.CompareTo(b.Key));
        return changes;
    }

    private void Put(FeedEntry change)
    {
        Disown(change.Key);
        _state = _state with { Newest = _state.Newest + 1 };
        var entry = change with { Version = _state.Newest };
        _features.Put(entry);
        if (entry.GeoJson is not null)
            Own(entry);
    }

    private void Own(FeedEntry entry)
    {
        Disown(entry.Key);
        _features.Replace(entry);
        if (!_owned.TryGetValue(entry.Grain, out var keys))
            _owned[entry.Grain] = keys = [];
        keys.Add(entry.Key);
    }

    private void Disown(FeatureKey key)
    {
        if (_features.Find(key) is { } before && _owned.TryGetValue(before.Grain, out var keys) && keys.Remove(key) && keys.Count == 0)
            _owned.Remove(before.Grain);
    }
}
