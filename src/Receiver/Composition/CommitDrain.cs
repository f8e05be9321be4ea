using Telemetry.ChunkBuffer.Commit;

namespace Telemetry.Receiver.Composition;

/// <summary>
/// Flushes what waits for its chunk when the host stops: the server has stopped listening by then, and its last requests wait
/// for nothing else.
/// </summary>
internal sealed class CommitDrain(GroupCommit commit) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => commit.StopAsync(cancellationToken);
}
