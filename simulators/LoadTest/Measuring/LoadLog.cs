using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.LoadTest.Measuring;

/// <summary>All that was seen of a load test, from which its report follows.</summary>
public sealed record LoadLog
{
    /// <summary>What was asked of the platform.</summary>
    public required LoadProfile Profile { get; init; }

    /// <summary>Every chance followed from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>In order of time, at least one.</summary>
    public required IReadOnlyList<LoadSample> Samples { get; init; }

    /// <summary>In order of time.</summary>
    public required IReadOnlyList<LoadEvent> Events { get; init; }

    /// <summary>What the generator did.</summary>
    public required PostCounts Posts { get; init; }

    /// <summary>Vehicles that drove.</summary>
    public required int Vehicles { get; init; }

    /// <summary>Milliseconds from when posts were due to their answers.</summary>
    public required Percentiles? PostMs { get; init; }

    /// <summary>Freshness of all facts in milliseconds.</summary>
    public required Percentiles? FreshnessMs { get; init; }

    /// <summary>Freshness of the facts published during each phase, by the phase's name; phases without facts are absent.</summary>
    public required IReadOnlyDictionary<string, Percentiles> FreshnessByPhase { get; init; }

    /// <summary>Frames applied once and for all, by the platform's books after the drain.</summary>
    public required long AppliedFrames { get; init; }

    /// <summary>Frames given up on, by the books.</summary>
    public required long DeadFrames { get; init; }

    /// <summary>Frames still in flight after the drain, by the books.</summary>
    public required long InFlightFrames { get; init; }

    /// <summary>True where the books balance.</summary>
    public required bool BooksBalance { get; init; }

    /// <summary>Seconds of the whole run, start of the platform and drain included.</summary>
    public required double Seconds { get; init; }
}
