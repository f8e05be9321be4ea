using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.AppHost.Status;

/// <summary>What the stores say of the platform, at about one point in time.</summary>
public sealed record PlatformStatus
{
    /// <summary>The books in frames.</summary>
    public required Books Frames { get; init; }

    /// <summary>The books in messages.</summary>
    public required Books Messages { get; init; }

    /// <summary>True where both equations hold in both units.</summary>
    public required bool BooksBalance { get; init; }

    /// <summary>When the oldest chunk in flight was sent; null where none is.</summary>
    public required DateTimeOffset? OldestInFlight { get; init; }

    /// <summary>The lanes of the work queue.</summary>
    public required IReadOnlyList<QueueStatus> Queues { get; init; }

    /// <summary>Up to 10 dead letters.</summary>
    public required IReadOnlyList<DeadLetterStatus> DeadLetters { get; init; }

    /// <summary>
    /// Grains of which not all that follows is in the map yet. Once it is 0 and no frame is in flight, the platform is at rest.
    /// </summary>
    public required int Unpublished { get; init; }

    /// <summary>The newest version of the change feed.</summary>
    public required long MapVersion { get; init; }

    /// <summary>The canonical map's hash (see <see cref="CanonicalMapHash"/>).</summary>
    public required string MapSha256 { get; init; }
}
