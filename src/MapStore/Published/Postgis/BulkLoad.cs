using Npgsql;
using NpgsqlTypes;
using Telemetry.MapFusion.Facts;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>
/// Fills an empty map in one transaction: binary COPY into tables of its own, indexes at the end, then the tables change places.
/// Readers go on seeing the empty map until the commit; other publishers wait for it. About a fifth of the time that the same
/// features take batch by batch, most of which goes into keeping five indexes in order.
/// </summary>
internal static class BulkLoad
{
    // Against publishers in the middle of a batch, which hold rows of grain while they wait for the head of the feed: they end
    // before this lock is granted, and later ones wait for it with nothing in their hands.
    private const string Lock = "LOCK TABLE grain, feature IN SHARE ROW EXCLUSIVE MODE";
    private const string Look = "SELECT newest, EXISTS (SELECT FROM feature) OR EXISTS (SELECT FROM grain) FROM feed";
    private const string Head = "UPDATE feed SET newest = @newest; SELECT pg_notify(@channel, @newest::text)";

    private static readonly string s_begin = EmbeddedSql.Read("Sql.bulk_begin.sql");
    private static readonly string s_end = EmbeddedSql.Read("Sql.bulk_end.sql");

    /// <summary>Loads the current batch and all behind it; null, and nothing is consumed, where the map is not empty.</summary>
    public static async Task<PublishedCounts?> TryRunAsync(
        NpgsqlDataSource source, PostgisMapOptions options, IAsyncEnumerator<Publication[]> batches, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (await LockEmptyAsync(connection, cancellationToken).ConfigureAwait(false) is not { } version)
            return null;
        await RunAsync(connection, s_begin, cancellationToken).ConfigureAwait(false);
        var counts = PublishedCounts.None;
        do
        {
            var named = PublicationBatch.Named(batches.Current);
            await CopyFeaturesAsync(connection, named, version, now, cancellationToken).ConfigureAwait(false);
            await CopyGrainsAsync(connection, batches.Current, cancellationToken).ConfigureAwait(false);
            version += named.Count;
            foreach (var group in named.GroupBy(one => one.Feature.Collection))
                counts = counts.And(group.Key, new FeedCount(group.Count(), 0));
        }
        while (await batches.MoveNextAsync().ConfigureAwait(false));

        await RunAsync(connection, s_end, cancellationToken).ConfigureAwait(false);
        await RunAsync(
            connection, Head, cancellationToken, new NpgsqlParameter<long>("newest", version),
            new NpgsqlParameter<string>("channel", options.Channel)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return counts;
    }

    /// <summary>The newest version of an empty map, which stays empty until the transaction ends; null for any other.</summary>
    private static async Task<long?> LockEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // First without a lock: the usual case costs no publisher anything.
        if (await NewestOfEmptyAsync(connection, Look, cancellationToken).ConfigureAwait(false) is null)
            return null;
        await RunAsync(connection, Lock, cancellationToken).ConfigureAwait(false);
        return await NewestOfEmptyAsync(connection, Look + " FOR UPDATE", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long?> NewestOfEmptyAsync(NpgsqlConnection connection, string look, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(look, connection);
        await using var closing = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetBoolean(1) ? null : reader.GetInt64(0);
    }

    private static async Task CopyFeaturesAsync(
        NpgsqlConnection connection, List<NamedFeature> named, long version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var copy = await connection.BeginBinaryImportAsync(
            "COPY feature_next (collection, id, grain, geojson, line, west, south, east, north, version, published_at, received_at) " +
            "FROM STDIN (FORMAT binary)",
            cancellationToken).ConfigureAwait(false);
        await using var ending = copy.ConfigureAwait(false);
        foreach (var (grain, feature, receivedAt) in named)
        {
            var box = Contracts.Geography.GeoBox.Around(feature.Line.AsSpan());
            await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync((short)feature.Collection, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(feature.Id, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(grain.ToString(), cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(feature.GeoJson, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(PostgisLines.Write(feature.Line), cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(box.WestE7, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(box.SouthE7, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(box.EastE7, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(box.NorthE7, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(++version, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(now.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken).ConfigureAwait(false);
            if (receivedAt is { } at)
                await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken).ConfigureAwait(false);
            else
                await copy.WriteNullAsync(cancellationToken).ConfigureAwait(false);
        }

        await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopyGrainsAsync(NpgsqlConnection connection, Publication[] batch, CancellationToken cancellationToken)
    {
        var copy = await connection.BeginBinaryImportAsync(
            "COPY grain_next (grain, base_map, evidence) FROM STDIN (FORMAT binary)", cancellationToken).ConfigureAwait(false);
        await using var ending = copy.ConfigureAwait(false);
        foreach (var publication in batch)
        {
            await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(publication.Grain.ToString(), cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(publication.Revision.BaseMap, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(publication.Revision.Evidence, cancellationToken).ConfigureAwait(false);
        }

        await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        // No time limit: indexes of a country take minutes.
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var closing = command.ConfigureAwait(false);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
