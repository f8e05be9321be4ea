using Telemetry.Contracts.Http;

namespace Telemetry.Contracts.Client;

/// <summary>An attempt to post a batch.</summary>
public sealed record Delivery
{
    /// <summary>What became of it.</summary>
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>The messages of the batch, in its order.</summary>
    public required IReadOnlyList<OutboxEntry> Entries { get; init; }

    /// <summary>Counts from 1 for the first attempt of a batch.</summary>
    public required int Attempt { get; init; }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The receipt of an accepted batch; null where the answer held none.</summary>
    public FramesAccepted? Receipt { get; init; }

    /// <summary>What went wrong: the answer's body up to 4,096 characters, or the transport's error.</summary>
    public string? Problem { get; init; }

    /// <summary>When the batch is posted again, from now; only for <see cref="DeliveryOutcome.RetryScheduled"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
