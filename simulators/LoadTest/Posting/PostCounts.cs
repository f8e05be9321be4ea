namespace Telemetry.LoadTest.Posting;

/// <summary>What a generator has done so far. Frames count context frames, as the platform's books do.</summary>
public sealed record PostCounts
{
    /// <summary>Bodies whose posting was begun.</summary>
    public required long Begun { get; init; }

    /// <summary>Their frames.</summary>
    public required long BegunFrames { get; init; }

    /// <summary>Bodies that were answered for good.</summary>
    public required long Answered { get; init; }

    /// <summary>Frames that the receiver answered for with 202.</summary>
    public required long AcknowledgedFrames { get; init; }

    /// <summary>Frames that it refused for good.</summary>
    public required long RejectedFrames { get; init; }

    /// <summary>Why it refused some last; null where it refused none.</summary>
    public required string? LastProblem { get; init; }

    /// <summary>Bodies that were given up, their fate unknown.</summary>
    public required long GivenUp { get; init; }

    /// <summary>Posts repeated for lack of an answer.</summary>
    public required long RetriedUnanswered { get; init; }

    /// <summary>Posts repeated after 429.</summary>
    public required long RetriedOverQuota { get; init; }

    /// <summary>Posts repeated after 503 and the like.</summary>
    public required long RetriedUnavailable { get; init; }

    /// <summary>Posts begun late.</summary>
    public required long Late { get; init; }

    /// <summary>How late the latest was begun, in milliseconds.</summary>
    public required double WorstLatenessMs { get; init; }

    /// <summary>The time within which 99 % of posts were begun after they were due, in milliseconds; null before the first.</summary>
    public required double? LatenessP99Ms { get; init; }

    /// <summary>Posts under way.</summary>
    public long UnderWay => Begun - Answered - GivenUp;
}
