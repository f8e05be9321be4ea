namespace Telemetry.ChunkBuffer.Queue;

/// <summary>Keeps dead letters in the process's memory; forgets everything when it ends.</summary>
public sealed class InMemoryDeadLetterQueue : IDeadLetterQueue
{
    private readonly Lock _gate = new();
    private readonly List<DeadLetter> _letters = [];

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            _letters.AddRange(letters);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> PeekAsync(int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 10);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult<IReadOnlyList<DeadLetter>>(_letters.Take(most).ToList());
    }
}
