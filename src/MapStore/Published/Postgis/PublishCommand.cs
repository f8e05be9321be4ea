using Npgsql;
using NpgsqlTypes;
using Telemetry.MapFusion.Facts;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>
/// Publishes a batch in one transaction of three round trips. First the grains' revisions are raised, which locks their rows in
/// one order and tells whose publication is news. Then the head of the feed is locked and the features of those are compared
/// and written under the next versions; then the commit. Everything that touches features happens under that one lock, so
/// versions are given in commit order and publishers cannot wait for each other in a circle.
/// </summary>
internal static class PublishCommand
{
    /// <summary>
    /// Batches are small and every join goes by an index. In a fresh schema, without statistics, the planner takes them for
    /// large and may scan the map instead, and worse, compile the statement: 0.4 s under the lock for a batch of 200.
    /// </summary>
    private const string PlanForFewRows =
        "SELECT set_config(name, 'off', true) FROM unnest(ARRAY['jit', 'enable_hashjoin', 'enable_mergejoin']) AS name";

    private static readonly string s_accept = EmbeddedSql.Read("Sql.accept.sql");
    private static readonly string s_publish = EmbeddedSql.Read("Sql.publish.sql");

    /// <summary>Publishes; the changes written to the feed.</summary>
    public static async Task<PublishedCounts> RunAsync(
        NpgsqlDataSource source, string channel, List<Publication> batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var grains = await AcceptAsync(connection, batch, cancellationToken).ConfigureAwait(false);
        if (grains.Count == 0)
            return PublishedCounts.None;
        var accepted = batch.FindAll(publication => grains.Contains(publication.Grain.ToString()));
        var changes = await WriteAsync(connection, channel, accepted, now, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return changes;
    }

    private static async Task<HashSet<string>> AcceptAsync(
        NpgsqlConnection connection, List<Publication> batch, CancellationToken cancellationToken)
    {
        var commands = new NpgsqlBatch(connection);
        await using var closing = commands.ConfigureAwait(false);
        commands.BatchCommands.Add(new NpgsqlBatchCommand(PlanForFewRows));
        var accept = new NpgsqlBatchCommand(s_accept);
        accept.Parameters.Add(Texts("grains", batch, one => one.Grain.ToString()));
        accept.Parameters.Add(Array("base_maps", NpgsqlDbType.Bigint, batch, one => one.Revision.BaseMap));
        accept.Parameters.Add(Array("evidences", NpgsqlDbType.Bigint, batch, one => one.Revision.Evidence));
        commands.BatchCommands.Add(accept);
        var reader = await commands.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = reader.ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            accepted.Add(reader.GetString(0));
        return accepted;
    }

    private static async Task<PublishedCounts> WriteAsync(
        NpgsqlConnection connection, string channel, List<Publication> accepted, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var named = PublicationBatch.Named(accepted);
        var batch = new NpgsqlBatch(connection);
        await using var closing = batch.ConfigureAwait(false);
        // A statement of its own: the next one must see everything that was committed before the lock was granted.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT newest FROM feed FOR UPDATE"));
        var publish = new NpgsqlBatchCommand(s_publish);
        var parameters = publish.Parameters;
        parameters.Add(Texts("grains", accepted, one => one.Grain.ToString()));
        parameters.Add(Array("received", NpgsqlDbType.TimestampTz, accepted, one => Utc(one.ReceivedAt)));
        parameters.Add(Array("collections", NpgsqlDbType.Smallint, named, one => (short)one.Feature.Collection));
        parameters.Add(Texts("ids", named, one => one.Feature.Id));
        parameters.Add(Texts("named_by", named, one => one.Grain.ToString()));
        parameters.Add(Texts("geojsons", named, one => one.Feature.GeoJson));
        parameters.Add(Array("lines", NpgsqlDbType.Bytea, named, one => PostgisLines.Write(one.Feature.Line)));
        parameters.Add(Array("wests", NpgsqlDbType.Integer, named, one => one.Box.WestE7));
        parameters.Add(Array("souths", NpgsqlDbType.Integer, named, one => one.Box.SouthE7));
        parameters.Add(Array("easts", NpgsqlDbType.Integer, named, one => one.Box.EastE7));
        parameters.Add(Array("norths", NpgsqlDbType.Integer, named, one => one.Box.NorthE7));
        parameters.Add(Array("named_received", NpgsqlDbType.TimestampTz, named, one => Utc(one.ReceivedAt)));
        parameters.Add(new NpgsqlParameter("now", NpgsqlDbType.TimestampTz) { Value = now.ToUniversalTime() });
        parameters.Add(new NpgsqlParameter("channel", NpgsqlDbType.Text) { Value = channel });
        batch.BatchCommands.Add(publish);

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = reader.ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var counts = PublishedCounts.None;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            counts = counts.And((MapCollection)reader.GetInt16(0), new FeedCount(reader.GetInt64(1), reader.GetInt64(2)));
        return counts;
    }

    private static DateTimeOffset? Utc(DateTimeOffset? at) => at?.ToUniversalTime();

    private static NpgsqlParameter Texts<T>(string name, List<T> rows, Converter<T, string> column) =>
        Array(name, NpgsqlDbType.Text, rows, column);

    private static NpgsqlParameter Array<T, TColumn>(
        string name, NpgsqlDbType type, List<T> rows, Converter<T, TColumn> column) =>
        new(name, NpgsqlDbType.Array | type) { Value = rows.ConvertAll(column).ToArray() };
}
