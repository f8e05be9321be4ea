using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Published;

/// <summary>
/// The map as readers see it, and its change feed: applying the feed from 0 gives exactly the map. Safe for use by many
/// threads. Every member throws <see cref="Contracts.Faults.BackendUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface IPublishedMap
{
    /// <summary>
    /// Publishes a batch in one transaction; visible as a whole when it returns. A publication whose revision is not newer
    /// than its grain's last one is passed over; a feature whose GeoJSON did not change gets no new version.
    /// </summary>
    /// <returns>How many changes were written to the feed.</returns>
    Task<int> PublishAsync(
        IReadOnlyList<Publication> batch, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes any number of publications as they come, each as <see cref="PublishAsync"/> does, in transactions of the
    /// map's choosing: where it throws, some may be in. An empty map takes them in one transaction, much faster than one that
    /// holds features.
    /// </summary>
    /// <param name="publications">No grain twice, and no feature named by two of them.</param>
    /// <param name="now">Dates what is published.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <returns>The changes written to the feed.</returns>
    Task<PublishedCounts> PublishAllAsync(
        IAsyncEnumerable<Publication> publications, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// The base map that is published as a whole, as <see cref="MarkBaseMapAsync"/> has it; 0 for none. While an import is at
    /// work, or after one that broke off, it is not the base map in force.
    /// </summary>
    Task<long> FindBaseMapAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a base map is published as a whole.</summary>
    Task MarkBaseMapAsync(long baseMap, CancellationToken cancellationToken);

    /// <summary>The revision last published for a grain; null where none was.</summary>
    Task<MapRevision?> FindRevisionAsync(GrainId grain, CancellationToken cancellationToken);

    /// <summary>Grains of a kind for which something was ever published, also nothing but an empty list, in order.</summary>
    IAsyncEnumerable<GrainId> ReadGrainsAsync(GrainKind kind, CancellationToken cancellationToken);

    /// <summary>One feature; null where there is none.</summary>
    Task<PublishedFeature?> FindAsync(MapCollection collection, string id, CancellationToken cancellationToken);

    /// <summary>A page of features in ordinal order of id.</summary>
    Task<IReadOnlyList<PublishedFeature>> QueryAsync(FeatureQuery query, CancellationToken cancellationToken);

    /// <summary>The features of a collection within <paramref name="radiusM"/> metres (above 0, at most 1,000), nearest first, ties by id.</summary>
    Task<IReadOnlyList<PublishedFeature>> FindNearAsync(
        MapCollection collection, GeoPoint point, double radiusM, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The feed behind <paramref name="since"/> (0: from the start), at most <paramref name="limit"/> changes. With a box,
    /// a feature that is not in it but was once comes as a delete.
    /// </summary>
    /// <exception cref="CursorExpiredException">The feed no longer holds all deletes behind the cursor.</exception>
    Task<ChangePage> ReadChangesAsync(long since, GeoBox? box, int limit, CancellationToken cancellationToken);

    /// <summary>Returns once the feed holds a version above <paramref name="since"/>, or after <paramref name="wait"/>.</summary>
    Task WaitForChangesAsync(long since, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>The newest version; 0 for an empty feed.</summary>
    Task<long> FindNewestVersionAsync(CancellationToken cancellationToken);

    /// <summary>How many features each collection holds; every collection is there. Counts the whole map: for people and tests.</summary>
    Task<IReadOnlyDictionary<MapCollection, long>> CountAsync(CancellationToken cancellationToken);

    /// <summary>The canonical map: each feature's GeoJSON, by collection, then ordinal order of id, at one point in time.</summary>
    IAsyncEnumerable<string> ReadCanonicalAsync(CancellationToken cancellationToken);

    /// <summary>Keeps only the last change of each feature, and deletes of the last 30 days before <paramref name="now"/>.</summary>
    Task CompactAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
