using Telemetry.Contracts.Validation;

namespace Telemetry.Contracts.Client;

/// <summary>How a <see cref="TelemetryClient"/> sends.</summary>
public sealed class TelemetryClientOptions
{
    /// <summary>The bearer token; empty sends none.</summary>
    public string Token { get; init; } = "";

    /// <summary>Messages in a batch at most, 1 to 1,000; 100 by default.</summary>
    public int MaxBatchMessages { get; init; } = 100;

    /// <summary>Bytes of messages in a batch at most, before compression, 1 KiB to 4 MiB; 1 MiB by default.</summary>
    public int MaxBatchBytes { get; init; } = 1 << 20;

    /// <summary>How long a batch that is not full waits for more, 0 to 1 minute; 200 ms by default. Zero sends at once.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Posts under way at the same time at most, 1 to 64; 2 by default.</summary>
    public int MaxConcurrentPosts { get; init; } = 2;

    /// <summary>When a post without an answer counts as failed, above 0; 30 s by default.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The first retry comes after a random time up to this, doubled with every further one; above 0, 500 ms by default.
    /// A longer <c>Retry-After</c> overrides it.
    /// </summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>No retry waits longer than this for lack of an answer, at least the base delay; 30 s by default.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A <c>Retry-After</c> beyond this counts as this; above 0, 1 h by default.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        Check(MaxBatchMessages is >= 1 and <= FrameLimits.MostMessages, nameof(MaxBatchMessages));
        Check(MaxBatchBytes is >= 1 << 10 and <= 4 << 20, nameof(MaxBatchBytes));
        Check(Linger >= TimeSpan.Zero && Linger <= TimeSpan.FromMinutes(1), nameof(Linger));
        Check(MaxConcurrentPosts is >= 1 and <= 64, nameof(MaxConcurrentPosts));
        Check(RequestTimeout > TimeSpan.Zero, nameof(RequestTimeout));
        Check(BaseDelay > TimeSpan.Zero, nameof(BaseDelay));
        Check(MaxDelay >= BaseDelay, nameof(MaxDelay));
        Check(MaxRetryAfter > TimeSpan.Zero, nameof(MaxRetryAfter));
    }

    private static void Check(bool holds, string name)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name);
    }
}
