using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Keys;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;

namespace Telemetry.Backends;

/// <summary>
/// What stands behind each port. Every member is safe for use by many threads. Disposing of it closes the clients it opened.
/// </summary>
public sealed class PlatformBackends : IAsyncDisposable
{
    private readonly OpenedClients _opened;

    internal PlatformBackends(OpenedClients opened) => _opened = opened;

    /// <summary>The clock that all of them run by.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where chunks lie.</summary>
    public required IChunkStore Chunks { get; init; }

    /// <summary>The books.</summary>
    public required IChunkLedger Ledger { get; init; }

    /// <summary>The lanes of work, live first.</summary>
    public required IReadOnlyList<IWorkQueue> Queues { get; init; }

    /// <summary>What was given up on.</summary>
    public required IDeadLetterQueue DeadLetters { get; init; }

    /// <summary>The base maps.</summary>
    public required IBaseMapStore BaseMaps { get; init; }

    /// <summary>The evidence.</summary>
    public required IEvidenceStore Evidence { get; init; }

    /// <summary>Leases.</summary>
    public required ILeaseStore Leases { get; init; }

    /// <summary>The oldest epoch key.</summary>
    public required IEpochKeyStore EpochKeys { get; init; }

    /// <summary>The published map and its feed.</summary>
    public required IPublishedMap Map { get; init; }

    /// <summary>
    /// Registers every port, and the epoch key ring with the service that refreshes it, seeded from
    /// <c>EpochKeys:Seed</c>. The backends stay the caller's.
    /// </summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes in base64.</exception>
    public void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(Time);
        services.AddSingleton(Chunks);
        services.AddSingleton(Ledger);
        services.AddSingleton(Queues);
        foreach (var queue in Queues)
            services.AddSingleton(queue);
        services.AddSingleton(DeadLetters);
        services.AddSingleton(BaseMaps);
        services.AddSingleton(Evidence);
        services.AddSingleton(Leases);
        services.AddSingleton(EpochKeys);
        services.AddSingleton(Map);
        services.AddEpochKeys(configuration);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _opened.DisposeAsync();
}
