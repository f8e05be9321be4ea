using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// Owns the grains: folds contributions into their evidence and publishes the facts that follow. One port for segments and
/// cells; the engines behind it differ in who holds a grain's state between calls. Safe for use by many threads.
/// </summary>
public interface IGrainEngine
{
    /// <summary>
    /// Applies contributions of one message to one grain. The task ends only when they are durable and every fact that
    /// follows from them is committed to the published map; while a store is down it waits. Contributions folded within a
    /// flush window are written together.
    /// </summary>
    /// <param name="grain">The grain that owns all of them.</param>
    /// <param name="contributions">At least one.</param>
    /// <param name="receivedAt">When the newest frame behind them was received; for measuring freshness.</param>
    /// <param name="cancellationToken">
    /// Gives up waiting; what was handed in may be applied all the same, which a repetition makes harmless.
    /// </param>
    /// <returns>True where at least one contribution was new; false where the grain knew all of them.</returns>
    /// <exception cref="PoisonContributionException">Folding these contributions fails, however often it is tried.</exception>
    Task<bool> ApplyAsync(
        GrainId grain, IReadOnlyList<Contribution> contributions, DateTimeOffset receivedAt,
        CancellationToken cancellationToken);
}
