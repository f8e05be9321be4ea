using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>
/// The published map in PostgreSQL with PostGIS.
/// <para>
/// The feed has no rows of its own: a feature's row carries the version that last changed it, and the feed is the features in
/// order of version. A reader gets a feature's newest state once and never an outlived one, so the feed is always compacted
/// and can never disagree with the map. Why paging is sound while publishing goes on: versions become visible in order, so a
/// page read at a moment when version <c>n</c> was the newest covers all versions up to its cursor; a feature that changes
/// while a reader is on its way moves behind every cursor given so far and is met later. A deleted feature keeps its row,
/// without text, for 30 days, and its reach (the union of all boxes it ever had), by which a reader with a box is told what
/// has left it. How compaction and a reader that starts afresh go together is told at <see cref="FeedCursor"/>.
/// </para>
/// </summary>
public sealed class PostgisPublishedMap : IPublishedMap, IAsyncDisposable
{
    private static readonly TimeSpan s_deletesKept = TimeSpan.FromDays(30);
    private static readonly string s_changes = EmbeddedSql.Read("Sql.changes.sql");
    private static readonly string s_changesInBox = EmbeddedSql.Read("Sql.changes_in_box.sql");
    private static readonly string s_query = EmbeddedSql.Read("Sql.query.sql");
    private static readonly string s_queryInBox = EmbeddedSql.Read("Sql.query_in_box.sql");
    private static readonly string s_near = EmbeddedSql.Read("Sql.near.sql");
    private static readonly string s_compact = EmbeddedSql.Read("Sql.compact.sql");

    /// <summary>
    /// Publications a transaction where many are published: others wait for the head of the feed for a tenth of a second.
    /// </summary>
    private const int BatchSize = 500;

    private readonly PostgisMapOptions _options;
    private readonly TimeProvider _time;
    private readonly NpgsqlDataSource _source;
    private readonly FeedSignal _signal;
    private readonly PostgisFeedListener _listener;

    /// <param name="options">Which database and schema.</param>
    /// <param name="time">For waiting and for the record of migrations.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public PostgisPublishedMap(PostgisMapOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _source = options.OpenDataSource();
        _signal = new FeedSignal(time);
        _listener = new PostgisFeedListener(_source, options.Channel, _signal, time);
    }

    /// <summary>
    /// Makes or updates the schema. To be called once before the first use; any number of processes may do so at once.
    /// </summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The database cannot be reached.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        return PostgresFaults.GuardAsync(ApplyAsync());

        async Task<bool> ApplyAsync()
        {
            await PostgisMigrations.ApplyAsync(_source, _options, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <inheritdoc/>
    public async Task<int> PublishAsync(
        IReadOnlyList<Publication> batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ordered = PublicationBatch.NewestByGrain(batch);
        return ordered.Count == 0
            ? 0
            : (int)(await PublishBatchAsync(ordered, now, cancellationToken).ConfigureAwait(false)).Changes;
    }

    /// <inheritdoc/>
    public async Task<PublishedCounts> PublishAllAsync(
        IAsyncEnumerable<Publication> publications, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var batches = publications.Chunk(BatchSize).GetAsyncEnumerator(cancellationToken);
        await using var ending = batches.ConfigureAwait(false);
        if (!await batches.MoveNextAsync().ConfigureAwait(false))
            return PublishedCounts.None;
        var load = BulkLoad.TryRunAsync(_source, _options, batches, now, cancellationToken);
        if (await PostgresFaults.GuardAsync(load).ConfigureAwait(false) is { } loaded)
            return loaded;
        var counts = PublishedCounts.None;
        do
        {
            var ordered = PublicationBatch.NewestByGrain(batches.Current);
            counts = counts.And(await PublishBatchAsync(ordered, now, cancellationToken).ConfigureAwait(false));
        }
        while (await batches.MoveNextAsync().ConfigureAwait(false));
        return counts;
    }

    /// <inheritdoc/>
    public async Task<long> FindBaseMapAsync(CancellationToken cancellationToken) =>
        (await ReadAsync("SELECT base_map FROM feed", [], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public Task MarkBaseMapAsync(long baseMap, CancellationToken cancellationToken)
    {
        return PostgresFaults.GuardAsync(RunAsync());

        async Task<int> RunAsync()
        {
            var command = _source.CreateCommand("UPDATE feed SET base_map = @base_map");
            await using var closing = command.ConfigureAwait(false);
            command.Parameters.Add(new NpgsqlParameter<long>("base_map", baseMap));
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<MapRevision?> FindRevisionAsync(GrainId grain, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            "SELECT base_map, evidence FROM grain WHERE grain = @grain",
            [Text("grain", grain.ToString())],
            row => new MapRevision(row.GetInt64(0), row.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GrainId> ReadGrainsAsync(GrainKind kind, CancellationToken cancellationToken) =>
        StreamAsync(
            "SELECT grain FROM grain WHERE starts_with(grain, @kind) ORDER BY grain",
            [Text("kind", new GrainId(kind, 0).ToString()[..2])],
            row => GrainId.TryParse(row.GetString(0), out var grain)
                ? grain
                : throw new InvalidDataException($"'{row.GetString(0)}' is no grain."), cancellationToken);

    /// <inheritdoc/>
    public async Task<PublishedFeature?> FindAsync(MapCollection collection, string id, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            "SELECT collection, id, geojson, version, published_at FROM feature " +
            "WHERE collection = @collection AND id = @id AND geojson IS NOT NULL",
            [Collection(collection), Text("id", id)], ReadFeature, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublishedFeature>> QueryAsync(FeatureQuery query, CancellationToken cancellationToken) =>
        await ReadAsync(
            query.Box is null ? s_query : s_queryInBox,
            [
                Collection(query.Collection), Text("after", query.AfterId ?? ""),
                new NpgsqlParameter<int>("limit", query.Limit), .. Box(query.Box),
            ],
            ReadFeature, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublishedFeature>> FindNearAsync(
        MapCollection collection, GeoPoint point, double radiusM, int limit, CancellationToken cancellationToken)
    {
        var around = await ReadAsync(
            s_near, [Collection(collection), .. Box(LineGeometry.BoxAround(point, radiusM))],
            row => (Feature: ReadFeature(row), Line: PostgisLines.Read(row.GetFieldValue<byte[]>(5))),
            cancellationToken).ConfigureAwait(false);
        var near =
            from candidate in around
            let distanceM = LineGeometry.DistanceM(candidate.Line, point)
            where distanceM <= radiusM
            orderby distanceM, new FeatureKey(collection, candidate.Feature.Id)
            select candidate.Feature;
        return [.. near.Take(limit)];
    }

    /// <inheritdoc/>
    public async Task<ChangePage> ReadChangesAsync(long since, GeoBox? box, int limit, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            box is null ? s_changes : s_changesInBox,
            [
                new NpgsqlParameter<long>("since", FeedCursor.VersionOf(since)),
                new NpgsqlParameter<int>("limit", limit + 1), .. Box(box),
            ],
            row => (State: new FeedState(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), Change: ReadChange(row)),
            cancellationToken).ConfigureAwait(false);
        FeedCursor.Check(since, rows[0].State);
        return FeedCursor.Page([.. rows.Select(row => row.Change).OfType<MapChange>()], limit, rows[0].State);
    }

    /// <inheritdoc/>
    public Task WaitForChangesAsync(long since, TimeSpan wait, CancellationToken cancellationToken)
    {
        _listener.Start();
        return _signal.WaitAsync(FeedCursor.VersionOf(since), wait, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long> FindNewestVersionAsync(CancellationToken cancellationToken) =>
        (await ReadAsync("SELECT newest FROM feed", [], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<MapCollection, long>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = MapCollections.All.ToDictionary(collection => collection, _ => 0L);
        var rows = StreamAsync(
            "SELECT collection, count(*) FROM feature WHERE geojson IS NOT NULL GROUP BY collection", [],
            row => ((MapCollection)row.GetInt16(0), row.GetInt64(1)), cancellationToken);
        await foreach (var (collection, count) in rows.ConfigureAwait(false))
            counts[collection] = count;
        return counts;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ReadCanonicalAsync(CancellationToken cancellationToken) =>
        // One statement is one snapshot; the primary key gives the order.
        StreamAsync(
            "SELECT geojson FROM feature WHERE geojson IS NOT NULL ORDER BY collection, id", [],
            row => row.GetString(0), cancellationToken);

    /// <inheritdoc/>
    public Task CompactAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        return PostgresFaults.GuardAsync(RunAsync());

        async Task<int> RunAsync()
        {
            var batch = _source.CreateBatch();
            await using var closing = batch.ConfigureAwait(false);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT newest FROM feed FOR UPDATE"));
            var compact = new NpgsqlBatchCommand(s_compact);
            compact.Parameters.Add(new NpgsqlParameter("before", NpgsqlDbType.TimestampTz)
            {
                Value = now.ToUniversalTime() - s_deletesKept,
            });
            batch.BatchCommands.Add(compact);
            return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops listening and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private Task<PublishedCounts> PublishBatchAsync(List<Publication> ordered, DateTimeOffset now, CancellationToken cancellationToken) =>
        PostgresFaults.GuardAsync(PublishCommand.RunAsync(_source, _options.Channel, ordered, now, cancellationToken));

    private async Task<List<T>> ReadAsync<T>(
        string sql, IEnumerable<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in StreamAsync(sql, parameters, read, cancellationToken).ConfigureAwait(false))
            rows.Add(row);
        return rows;
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(
        string sql, IEnumerable<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = _source.CreateCommand(sql);
        await using var closing = command.ConfigureAwait(false);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        var reader = await PostgresFaults.GuardAsync(command.ExecuteReaderAsync(cancellationToken)).ConfigureAwait(false);
        await using var ending = reader.ConfigureAwait(false);
        while (await PostgresFaults.GuardAsync(reader.ReadAsync(cancellationToken)).ConfigureAwait(false))
            yield return read(reader);
    }

    private static PublishedFeature ReadFeature(NpgsqlDataReader row) => new(
        (MapCollection)row.GetInt16(0), row.GetString(1), row.GetString(2), row.GetInt64(3),
        row.GetFieldValue<DateTimeOffset>(4));

    private static MapChange? ReadChange(NpgsqlDataReader row)
    {
        if (row.IsDBNull(3))
            return null;
        var geoJson = row.IsDBNull(6) ? null : row.GetString(6);
        return new MapChange(
            row.GetInt64(3), (MapCollection)row.GetInt16(4), row.GetString(5),
            geoJson is null ? ChangeOperation.Delete : ChangeOperation.Upsert, geoJson,
            row.GetFieldValue<DateTimeOffset>(7), row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8));
    }

    private static NpgsqlParameter Text(string name, string value) => new NpgsqlParameter<string>(name, value);

    private static NpgsqlParameter Collection(MapCollection collection) =>
        new NpgsqlParameter<short>("collection", (short)collection);

    private static IEnumerable<NpgsqlParameter> Box(GeoBox? box) =>
        box is not { } edges
            ? []
            :
            [
                new NpgsqlParameter<int>("west", edges.WestE7), new NpgsqlParameter<int>("south", edges.SouthE7),
                new NpgsqlParameter<int>("east", edges.EastE7), new NpgsqlParameter<int>("north", edges.NorthE7),
            ];
}
