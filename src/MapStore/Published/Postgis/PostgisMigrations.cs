using Npgsql;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>Brings a schema up to date: numbered SQL files, each applied once and recorded in the table <c>migration</c>.</summary>
internal static class PostgisMigrations
{
    /// <summary>
    /// One for the whole database, not for each schema: the PostGIS extension is shared, and making it twice at once fails.
    /// </summary>
    private const long AdvisoryLock = 0x7465_6c65_6d61_7001;

    /// <summary>Applies what is missing, in one transaction. Any number of processes may do so at once.</summary>
    /// <exception cref="InvalidOperationException">The schema was made by a newer build.</exception>
    public static async Task ApplyAsync(
        NpgsqlDataSource source, PostgisMapOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {options.QuotedSchema}", cancellationToken).ConfigureAwait(false);
        await RunAsync(
            connection,
            "CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)",
            cancellationToken).ConfigureAwait(false);
        var last = await LastAsync(connection, cancellationToken).ConfigureAwait(false);
        if (last > EmbeddedSql.Migrations[^1].Number)
            throw new InvalidOperationException($"Schema {options.Schema} is at migration {last}, which this build does not know.");
        foreach (var (number, name) in EmbeddedSql.Migrations.Where(migration => migration.Number > last))
        {
            await RunAsync(connection, EmbeddedSql.Read(name), cancellationToken).ConfigureAwait(false);
            await RecordAsync(connection, number, name, now, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> LastAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM migration", connection);
        await using var closing = command.ConfigureAwait(false);
        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task RecordAsync(
        NpgsqlConnection connection, int number, string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("INSERT INTO migration VALUES (@number, @name, @now)", connection);
        await using var closing = command.ConfigureAwait(false);
        command.Parameters.AddWithValue("number", number);
        command.Parameters.AddWithValue("name", name);
        command.Parameters.AddWithValue("now", now.ToUniversalTime());
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var closing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
