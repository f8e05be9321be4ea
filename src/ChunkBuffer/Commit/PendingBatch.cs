using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Commit;

/// <summary>A batch that waits to become durable, and whoever waits for it.</summary>
/// <param name="Messages">Encoded, at least one.</param>
/// <param name="Neighbourhood">The cell it is grouped by.</param>
/// <param name="Refused">What was refused of the same post.</param>
internal sealed record PendingBatch(
    IReadOnlyList<EncodedMessage> Messages, CellId Neighbourhood, RefusedCounts Refused)
{
    // Continuations run elsewhere: a commit loop must not serve a request.
    public TaskCompletionSource<CommittedBatch> Completion { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Bytes { get; } = Messages.Sum(m => (long)m.Size);

    public int Frames { get; } = Messages.Sum(m => m.Frames);
}
