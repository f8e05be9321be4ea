using Telemetry.LoadTest.Measuring;

namespace Telemetry.LoadTest.Reports;

/// <summary>What a load test came to; <c>--json</c> prints it in snake case. Follows from its log alone.</summary>
public sealed record LoadReport
{
    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>Every chance followed from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Frames per second that each worker was held to.</summary>
    public required double CapFramesPerS { get; init; }

    /// <summary>Workers that ran.</summary>
    public required WorkerRange Workers { get; init; }

    /// <summary>Frames that were acknowledged and never applied.</summary>
    public required long Lost { get; init; }

    /// <summary>True where the platform's books balance.</summary>
    public required bool BooksBalance { get; init; }

    /// <summary>How old the oldest frame that waited was.</summary>
    public required BacklogAge BacklogAgeS { get; init; }

    /// <summary>How often the count of workers wanted turned from rising to falling or back, over the whole run.</summary>
    public required int DirectionChanges { get; init; }

    /// <summary>Frames applied.</summary>
    public required long Frames { get; init; }

    /// <summary>Seconds of the whole run, start of the platform and drain included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds of the profile.</summary>
    public required double ProfileSeconds { get; init; }

    /// <summary>Freshness of all facts; null where there was none.</summary>
    public required Percentiles? FreshnessMs { get; init; }

    /// <summary>Milliseconds from when posts were due to their answers.</summary>
    public required Percentiles? PostMs { get; init; }

    /// <summary>How the generator did.</summary>
    public required GeneratorFigures Generator { get; init; }

    /// <summary>The phases of the profile in order, then <c>drain</c>.</summary>
    public required IReadOnlyList<PhaseFigures> Phases { get; init; }

    /// <summary>What was broken on purpose, and how the platform came back.</summary>
    public required IReadOnlyList<FaultFigures> Faults { get; init; }

    /// <summary>What happened, in order.</summary>
    public required IReadOnlyList<LoadEvent> Events { get; init; }

    /// <summary>True where nothing was lost, the books balance, and nothing was given up or refused.</summary>
    public bool IsWhole => Lost == 0 && BooksBalance && Generator is { GivenUp: 0, RejectedFrames: 0 };

    /// <summary>The report of a log.</summary>
    public static LoadReport Of(LoadLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new LoadReport
        {
            Profile = log.Profile.Name,
            Seed = log.Seed,
            CapFramesPerS = log.Profile.WorkerCapFramesPerS,
            Workers = new WorkerRange(
                log.Samples.Min(sample => sample.Workers), log.Samples.Max(sample => sample.Workers), log.Samples[^1].Workers),
            Lost = Math.Max(0, log.Posts.AcknowledgedFrames - log.AppliedFrames),
            BooksBalance = log.BooksBalance,
            BacklogAgeS = BacklogAge.Of(log),
            DirectionChanges = TurnsOf(log.Samples),
            Frames = log.AppliedFrames,
            Seconds = Math.Round(log.Seconds, 1),
            ProfileSeconds = Math.Round(log.Profile.Duration.TotalSeconds, 1),
            FreshnessMs = log.FreshnessMs,
            PostMs = log.PostMs,
            Generator = GeneratorFigures.Of(log),
            Phases = [.. log.Profile.Phases.Select(phase => phase.Name).Append(LoadRecorder.Drain).Select(name => PhaseFigures.Of(log, name)).OfType<PhaseFigures>()],
            Faults = FaultFigures.Of(log),
            Events = log.Events,
        };
    }

    /// <summary>How often the count of workers wanted turned round within samples.</summary>
    internal static int TurnsOf(IReadOnlyList<LoadSample> samples)
    {
        var (turns, direction) = (0, 0);
        for (var i = 1; i < samples.Count; i++)
        {
            var step = Math.Sign(samples[i].WorkersWanted - samples[i - 1].WorkersWanted);
            if (step == 0)
                continue;
            if (step == -direction)
                turns++;
            direction = step;
        }

        return turns;
    }

    /// <summary>How many workers ran.</summary>
    /// <param name="Min">The fewest.</param>
    /// <param name="Max">The most.</param>
    /// <param name="End">After the drain.</param>
    public sealed record WorkerRange(int Min, int Max, int End);
}
