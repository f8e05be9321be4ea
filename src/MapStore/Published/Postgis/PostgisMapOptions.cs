using System.Text.RegularExpressions;
using Npgsql;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>Where the published map is kept.</summary>
public sealed partial class PostgisMapOptions
{
    /// <summary>Npgsql's connection string; required. Its search path is replaced.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The schema that holds the tables, made at start: 1 to 40 characters of <c>[a-z0-9_-]</c>. Default <c>telemetry</c>.</summary>
    public string Schema { get; set; } = "telemetry";

    /// <summary>How long a statement may take. Default 30 s; 1 s to 10 min.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long opening a connection may take. Default 5 s; 1 s to 1 min.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The schema's name as SQL has it.</summary>
    internal string QuotedSchema => $"\"{Schema}\"";

    /// <summary>The channel that tells of new versions.</summary>
    internal string Channel => $"{Schema}_feed";

    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    internal NpgsqlDataSource OpenDataSource()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            throw new ArgumentException("The published map needs a PostgreSQL connection string.");
        if (!SchemaName().IsMatch(Schema))
            throw new ArgumentException($"'{Schema}' is no schema name: 1 to 40 characters of [a-z0-9_-].");
        Check(nameof(StatementTimeout), StatementTimeout, TimeSpan.FromMinutes(10));
        Check(nameof(ConnectTimeout), ConnectTimeout, TimeSpan.FromMinutes(1));
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            SearchPath = $"{QuotedSchema},public",
            CommandTimeout = (int)StatementTimeout.TotalSeconds,
            Timeout = (int)ConnectTimeout.TotalSeconds,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
        });
    }

    private static void Check(string name, TimeSpan value, TimeSpan most)
    {
        if (value < TimeSpan.FromSeconds(1) || value > most)
            throw new ArgumentException($"{name} must be 1 s to {most}, not {value}.");
    }

    [GeneratedRegex("^[a-z0-9_-]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
