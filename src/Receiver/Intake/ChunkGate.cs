using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Geography;

namespace Telemetry.Receiver.Intake;

/// <summary>The way into chunks: versions, commit, refusals, and their measures. Safe for use by many threads.</summary>
internal sealed class ChunkGate(
    GroupCommit commit, VersionsInForce versions, EpochKeyLoader keys, ReceiverMetrics metrics, TimeProvider time)
{
    /// <summary>Makes sure of what every chunk needs: epoch keys, and a base map to work it on with.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">Something is not known and cannot be found out.</exception>
    public async ValueTask EnsureAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await keys.EnsureAsync(now, cancellationToken);
        await versions.EnsureAsync(cancellationToken);
    }

    /// <summary>Completes once the messages are durable and queued.</summary>
    public Task<CommittedBatch> CommitAsync(
        IReadOnlyList<EncodedMessage> messages, CellId neighbourhood, WorkLane lane, RefusedCounts refused)
    {
        var began = time.GetTimestamp();
        var frames = messages.Sum(message => message.Frames);
        return MeasureAsync(commit.AddAsync(messages, neighbourhood, lane, refused, CancellationToken.None), frames, refused, began);
    }

    /// <summary>Books what no chunk carries.</summary>
    public void AddRefused(RefusedCounts refused)
    {
        commit.AddRefused(refused);
        metrics.Refused(refused);
    }

    private async Task<CommittedBatch> MeasureAsync(Task<CommittedBatch> commit, int frames, RefusedCounts refused, long began)
    {
        var committed = await commit;
        metrics.Committed(frames, time.GetElapsedTime(began));
        metrics.Refused(refused);
        return committed;
    }
}
