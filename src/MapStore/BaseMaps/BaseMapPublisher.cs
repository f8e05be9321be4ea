using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Brings published map and evidence in line with a base map, for one run. Where the published map was that of the base map
/// before as a whole, only what differs is published: a segment that did not change has the facts that it had. Else, after the
/// first import and one that broke off, every segment's facts are, and what belongs to no segment goes: that works from what
/// is there, and so mends whatever was left.
/// </summary>
/// <param name="map">The published map.</param>
/// <param name="evidence">Evidence of segments.</param>
/// <param name="fusion">How facts are derived.</param>
/// <param name="time">Dates what is published.</param>
/// <param name="baseMap">The base map's number.</param>
/// <param name="segments">Its segments, in order of id.</param>
internal sealed class BaseMapPublisher(
    IPublishedMap map, IEvidenceStore evidence, FusionOptions fusion, TimeProvider time, long baseMap,
    ImmutableArray<RoadSegment> segments)
{
    // A store answers in milliseconds, most of which it waits itself.
    private const int LoadsAtOnce = 32;

    private readonly GrainLoader _grains = new(evidence);
    private readonly SortedSet<GrainId> _orphans = [];
    private readonly List<(GrainId Grain, long Revision)> _published = [];

    /// <summary>What vehicles had taught of segments that are gone.</summary>
    public int RetiredFacts { get; private set; }

    /// <summary>What vehicles had taught and the base map says itself.</summary>
    public int DroppedFacts { get; private set; }

    /// <summary>Publishes what differs from the base map before, which is published as a whole.</summary>
    /// <param name="changes">Added, removed and changed segments, each once.</param>
    /// <param name="tell">Told of each change; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends it; to be completed by <see cref="PublishAllAsync"/>.</param>
    public async Task<PublishedCounts> PublishChangesAsync(
        IAsyncEnumerable<SegmentChange> changes, Action<SegmentChange>? tell, CancellationToken cancellationToken)
    {
        var behind = new HashSet<GrainId>();
        await foreach (var grain in evidence.FindUnpublishedAsync(cancellationToken).ConfigureAwait(false))
            if (grain.Kind == GrainKind.Segment)
                behind.Add(grain);
        var derived = DeriveAsync(changes, change => !change.IsAdded, tell, cancellationToken);
        var counts = await PublishAsync(derived, cancellationToken).ConfigureAwait(false);

        // What a worker has folded and not published follows from the new base map too.
        behind.ExceptWith(_published.Select(one => one.Grain));
        var unpublished = behind.Order().Select(grain => Find(grain.Segment)).OfType<RoadSegment>()
            .Select(segment => new SegmentChange(segment, segment)).ToAsyncEnumerable();
        derived = DeriveAsync(unpublished, _ => true, tell: null, cancellationToken);
        counts = counts.And(await PublishAsync(derived, cancellationToken).ConfigureAwait(false));
        await CloseAsync(cancellationToken).ConfigureAwait(false);
        return counts;
    }

    /// <summary>Publishes every segment, and withdraws what the map holds of others.</summary>
    /// <param name="changes">Every segment of the base map and what is gone, each once.</param>
    /// <param name="tell">Told of each change; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends it; to be completed by another run.</param>
    public async Task<PublishedCounts> PublishAllAsync(
        IAsyncEnumerable<SegmentChange> changes, Action<SegmentChange>? tell, CancellationToken cancellationToken)
    {
        var known = new HashSet<SegmentId>();
        await foreach (var head in evidence.ScanAsync(GrainKind.Segment, cancellationToken).ConfigureAwait(false))
        {
            known.Add(head.Grain.Segment);
            if (Find(head.Grain.Segment) is null)
                _orphans.Add(head.Grain);
        }

        var vanished = await FindVanishedAsync(cancellationToken).ConfigureAwait(false);
        var derived = DeriveAsync(changes, change => known.Contains(change.Segment.Id), tell, cancellationToken)
            .Where(publication => publication.Features.Count > 0);
        var counts = await PublishAsync(derived, cancellationToken).ConfigureAwait(false);
        counts = counts.And(await PublishAsync(vanished.Select(Withdrawal).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false));
        await CloseAsync(cancellationToken).ConfigureAwait(false);
        return counts;
    }

    private Task<PublishedCounts> PublishAsync(IAsyncEnumerable<Publication> publications, CancellationToken cancellationToken) =>
        map.PublishAllAsync(publications, time.GetUtcNow(), cancellationToken);

    private async IAsyncEnumerable<Publication> DeriveAsync(
        IAsyncEnumerable<SegmentChange> changes, Func<SegmentChange, bool> mayHaveEvidence, Action<SegmentChange>? tell,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var some in changes.Chunk(LoadsAtOnce).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var loaded = await Task.WhenAll(some.Select(LoadAsync)).ConfigureAwait(false);
            for (var i = 0; i < some.Length; i++)
            {
                var change = loaded[i] is { } grain ? WithFacts(some[i], grain.State) : some[i];
                if (!change.IsUnchanged)
                    tell?.Invoke(change);
                RetiredFacts += change.RetiredFacts;
                DroppedFacts += change.DroppedFacts;
                yield return Derive(change, loaded[i]);
            }
        }

        Task<LoadedGrain?> LoadAsync(SegmentChange change) => mayHaveEvidence(change)
            ? _grains.LoadToDeriveAsync(GrainId.Of(change.Segment.Id), cancellationToken)
            : Task.FromResult<LoadedGrain?>(null);
    }

    private Publication Derive(SegmentChange change, LoadedGrain? loaded)
    {
        var grain = GrainId.Of(change.Segment.Id);
        if (change.After is not { } segment)
        {
            if (loaded is not null)
                _orphans.Add(grain);
            return Withdrawal(grain);
        }

        var revision = loaded?.Head.Revision ?? 0;
        if (revision > 0)
            _published.Add((grain, revision));
        return new Publication(
            grain, new MapRevision(baseMap, revision), SegmentFacts.Derive(segment, loaded?.State, fusion), ReceivedAt: null);
    }

    private SegmentChange WithFacts(SegmentChange change, GrainState state)
    {
        if (change.Before is not { } before || change.IsUnchanged)
            return change;
        var had = Learned(before, state);
        return change.After is { } after
            ? change with { DroppedFacts = Math.Max(0, had - Learned(after, state)) }
            : change with { RetiredFacts = had };
    }

    private int Learned(RoadSegment segment, GrainState state) =>
        SegmentFacts.Derive(segment, state, fusion).Count(feature => feature.IsLearned);

    private async Task<List<GrainId>> FindVanishedAsync(CancellationToken cancellationToken)
    {
        var vanished = new List<GrainId>();
        await foreach (var grain in map.ReadGrainsAsync(GrainKind.Segment, cancellationToken).ConfigureAwait(false))
            if (Find(grain.Segment) is null)
                vanished.Add(grain);
        return vanished;
    }

    private Publication Withdrawal(GrainId grain) => new(grain, new MapRevision(baseMap, Evidence: 0), [], ReceivedAt: null);

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        foreach (var (grain, revision) in _published)
            await evidence.MarkPublishedAsync(grain, revision, cancellationToken).ConfigureAwait(false);
        foreach (var orphan in _orphans)
            await evidence.DeleteAsync(orphan, cancellationToken).ConfigureAwait(false);
        // Last: until then a run that was cut short is seen to be unfinished.
        await map.MarkBaseMapAsync(baseMap, cancellationToken).ConfigureAwait(false);
    }

    private RoadSegment? Find(SegmentId id)
    {
        int low = 0, high = segments.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = segments[middle].Id.CompareTo(id);
            if (order == 0)
                return segments[middle];
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
