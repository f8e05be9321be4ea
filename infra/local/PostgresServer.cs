using System.Globalization;
using Npgsql;

namespace Telemetry.Local;

/// <summary>
/// A PostgreSQL 15 cluster of its own, on loopback TCP only. PostGIS is in <c>template1</c> too, so every database made in it has
/// PostGIS. Nobody is asked for a password: the cluster holds one developer's data, like the other servers of the stack.
/// </summary>
internal sealed class PostgresServer(string dataDirectory) : IStackServer
{
    private const string Bin = "/usr/lib/postgresql/15/bin";
    private const string User = "telemetry";

    // Durability stays on (fsync, synchronous_commit): what was acknowledged must survive a kill. The rest fits a small machine.
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=128MB", "max_connections=200",
        "wal_level=minimal", "max_wal_senders=0", "jit=off", "timezone=UTC", "log_timezone=UTC", "max_wal_size=512MB",
    ];

    public StackComponent Component => StackComponent.Postgres;

    public string Name => "postgres";

    public ServerSignal StopSignal => ServerSignal.Interrupt;

    public async Task<ServerCommand> PrepareAsync(int port, CancellationToken cancellationToken)
    {
        var account = PostgresAccount.Current;
        var cluster = await account.MakeDirectoryAsync(dataDirectory, cancellationToken);
        if (!File.Exists(Path.Combine(cluster, "global", "pg_control")))
            await account.RunAsync(
                [$"{Bin}/initdb", "-D", cluster, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C"], cancellationToken);

        string[] command = [.. account.Prefix, $"{Bin}/postgres", "-D", cluster, "-p", port.ToString(CultureInfo.InvariantCulture)];
        return new ServerCommand(
            [.. command, .. Settings.SelectMany(setting => new[] { "-c", setting })], new Dictionary<string, string>());
    }

    public async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(port, "postgres", cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async Task CompleteAsync(int port, CancellationToken cancellationToken)
    {
        await using (var postgres = await OpenAsync(port, "postgres", cancellationToken))
        {
            await using var find = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = 'telemetry'", postgres);
            if (await find.ExecuteScalarAsync(cancellationToken) is not null)
                return;
        }

        await using (var template = await OpenAsync(port, "template1", cancellationToken))
        {
            await using var extend = new NpgsqlCommand("CREATE EXTENSION IF NOT EXISTS postgis", template);
            await extend.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var connection = await OpenAsync(port, "postgres", cancellationToken);
        await using var create = new NpgsqlCommand("CREATE DATABASE telemetry", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    public static string ConnectionString(int port) => ConnectionString(port, "telemetry").ConnectionString;

    private static NpgsqlConnectionStringBuilder ConnectionString(int port, string database) =>
        new() { Host = "127.0.0.1", Port = port, Username = User, Database = database };

    private static async Task<NpgsqlConnection> OpenAsync(int port, string database, CancellationToken cancellationToken)
    {
        var settings = ConnectionString(port, database);
        settings.Pooling = false; // CREATE DATABASE wants nobody else in its template
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
