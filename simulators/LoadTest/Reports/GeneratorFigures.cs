using Telemetry.LoadTest.Measuring;

namespace Telemetry.LoadTest.Reports;

/// <summary>How a generator did. What it posted late was late in the test as well: <see cref="KeptSchedule"/> tells whether to trust it.</summary>
public sealed record GeneratorFigures
{
    private const double MostLate = 0.01;

    /// <summary>Bodies posted.</summary>
    public required long Bodies { get; init; }

    /// <summary>Frames in them.</summary>
    public required long Frames { get; init; }

    /// <summary>Frames acknowledged with 202.</summary>
    public required long AcknowledgedFrames { get; init; }

    /// <summary>Frames refused for good.</summary>
    public required long RejectedFrames { get; init; }

    /// <summary>Why frames were refused last; null where none was.</summary>
    public required string? Problem { get; init; }

    /// <summary>Bodies given up on without an answer.</summary>
    public required long GivenUp { get; init; }

    /// <summary>Vehicles that drove.</summary>
    public required int Vehicles { get; init; }

    /// <summary>Posts repeated, by why.</summary>
    public required RetryFigures Retries { get; init; }

    /// <summary>Posts begun more than 100 ms after they were due.</summary>
    public required long Late { get; init; }

    /// <summary>99 % of posts were begun within this after they were due.</summary>
    public required double? LatenessP99Ms { get; init; }

    /// <summary>How late the latest post was begun.</summary>
    public required double WorstLatenessMs { get; init; }

    /// <summary>True where at most one post in a hundred was begun late.</summary>
    public bool KeptSchedule => Late <= MostLate * Bodies;

    internal static GeneratorFigures Of(LoadLog log) => new()
    {
        Bodies = log.Posts.Begun,
        Frames = log.Posts.BegunFrames,
        AcknowledgedFrames = log.Posts.AcknowledgedFrames,
        RejectedFrames = log.Posts.RejectedFrames,
        Problem = log.Posts.LastProblem,
        GivenUp = log.Posts.GivenUp,
        Vehicles = log.Vehicles,
        Retries = new RetryFigures(log.Posts.RetriedUnanswered, log.Posts.RetriedOverQuota, log.Posts.RetriedUnavailable),
        Late = log.Posts.Late,
        LatenessP99Ms = log.Posts.LatenessP99Ms is { } p99 ? Math.Round(p99, 1) : null,
        WorstLatenessMs = Math.Round(log.Posts.WorstLatenessMs, 1),
    };

    /// <summary>Posts repeated.</summary>
    /// <param name="Unanswered">For lack of an answer.</param>
    /// <param name="OverQuota">After 429.</param>
    /// <param name="Unavailable">After 503 and the like.</param>
    public sealed record RetryFigures(long Unanswered, long OverQuota, long Unavailable);
}
