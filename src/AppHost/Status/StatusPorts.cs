using Telemetry.Backends;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;

namespace Telemetry.AppHost.Status;

/// <summary>The ports that a status is read from, each opened when it is first needed.</summary>
/// <param name="Ledger">Opens the books.</param>
/// <param name="Queues">Opens the lanes of work and what was given up on.</param>
/// <param name="Evidence">Opens the evidence.</param>
/// <param name="BaseMaps">Opens the base maps.</param>
/// <param name="Map">Opens the published map.</param>
internal sealed record StatusPorts(
    Func<CancellationToken, Task<IChunkLedger>> Ledger,
    Func<CancellationToken, Task<(IReadOnlyList<IWorkQueue> Lanes, IDeadLetterQueue DeadLetters)>> Queues,
    Func<CancellationToken, Task<IEvidenceStore>> Evidence,
    Func<CancellationToken, Task<IBaseMapStore>> BaseMaps,
    Func<CancellationToken, Task<IPublishedMap>> Map)
{
    /// <summary>Ports that are open.</summary>
    public static StatusPorts Of(PlatformBackends backends) => new(
        _ => Task.FromResult(backends.Ledger),
        _ => Task.FromResult((backends.Queues, backends.DeadLetters)),
        _ => Task.FromResult(backends.Evidence),
        _ => Task.FromResult(backends.BaseMaps),
        _ => Task.FromResult(backends.Map));

    /// <summary>Ports that are opened one by one, and stay open.</summary>
    public static StatusPorts Of(ServicePorts ports) => new(
        Kept(ports.OpenLedgerAsync), Kept(ports.OpenQueuesAsync), Kept(ports.OpenEvidenceAsync), Kept(ports.OpenBaseMapsAsync),
        Kept(ports.OpenMapAsync));

    // A status is read by one caller at a time, and each of its parts opens its own port.
    private static Func<CancellationToken, Task<T>> Kept<T>(Func<CancellationToken, Task<T>> open)
    {
        var (isOpen, port) = (false, default(T)!);
        return async cancellationToken =>
        {
            if (!isOpen)
                (port, isOpen) = (await open(cancellationToken), true);
            return port;
        };
    }
}
