namespace Telemetry.ChunkBuffer.Queue;

/// <summary>Keeps what was given up until a person looks. Safe for use by many threads.</summary>
public interface IDeadLetterQueue
{
    /// <summary>Adds letters; durable when it returns. A letter may be added twice where its worker died half-way.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The queue cannot be reached.</exception>
    Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="most"/> (1 to 10) letters, which stay in the queue.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The queue cannot be reached.</exception>
    Task<IReadOnlyList<DeadLetter>> PeekAsync(int most, CancellationToken cancellationToken);
}
