using Npgsql;
using Telemetry.Contracts.Faults;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>Tells a PostgreSQL that cannot serve for now from a mistake of ours.</summary>
internal static class PostgresFaults
{
    /// <summary>Runs an operation; what means "not now" comes out as <see cref="BackendUnavailableException"/>.</summary>
    public static async Task<T> GuardAsync<T>(Task<T> operation)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (NpgsqlException fault) when (IsUnavailable(fault))
        {
            throw new BackendUnavailableException("published map", fault);
        }
    }

    /// <summary>True for connections lost or refused, timeouts, a server that stops or starts, and lack of resources.</summary>
    public static bool IsUnavailable(NpgsqlException fault) =>
        fault is not PostgresException { SqlState: var state } || fault.IsTransient || Class(state) switch
        {
            // Connection, rolled back for others' sake, resources, operator intervention (57P01: shutdown), system error.
            "08" or "40" or "53" or "57" or "58" => true,
            _ => state == PostgresErrorCodes.LockNotAvailable,
        };

    private static string Class(string sqlState) => sqlState[..2];
}
