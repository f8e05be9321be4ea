using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.AppHost.Status;

/// <summary>
/// What the stores say of the platform, at about one point in time. A store that cannot be reached is named in
/// <see cref="Unavailable"/>, and what it alone knows is null.
/// </summary>
public sealed record PlatformStatus
{
    /// <summary>The books in frames.</summary>
    public Books? Frames { get; init; }

    /// <summary>The books in messages.</summary>
    public Books? Messages { get; init; }

    /// <summary>True where both equations hold in both units.</summary>
    public bool? BooksBalance { get; init; }

    /// <summary>When the oldest chunk in flight was sent; null where none is.</summary>
    public DateTimeOffset? OldestInFlight { get; init; }

    /// <summary>The lanes of the work queue.</summary>
    public IReadOnlyList<QueueStatus>? Queues { get; init; }

    /// <summary>Up to 10 dead letters.</summary>
    public IReadOnlyList<DeadLetterStatus>? DeadLetters { get; init; }

    /// <summary>
    /// Grains of which not all that follows is in the map yet. Once it is 0 and no frame is in flight, the platform is at rest.
    /// </summary>
    public int? Unpublished { get; init; }

    /// <summary>The number of the base map in force; 0 where none was imported.</summary>
    public long? BaseMap { get; init; }

    /// <summary>The newest version of the change feed.</summary>
    public long? MapVersion { get; init; }

    /// <summary>How many features the map holds, by the collection's name.</summary>
    public IReadOnlyDictionary<string, long>? MapFeatures { get; init; }

    /// <summary>The canonical map's hash (see <see cref="CanonicalMapHash"/>); null where it was not asked for.</summary>
    public string? MapSha256 { get; init; }

    /// <summary>The stores that cannot be reached.</summary>
    public IReadOnlyList<StoreProblem> Unavailable { get; init; } = [];
}
