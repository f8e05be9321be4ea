using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.LoadTest.Tests.Reports;

/// <summary>A load test as it might be recorded: workers follow the load a few seconds late.</summary>
internal static class SampleLog
{
    public static LoadProfile Profile { get; } = LoadProfiles.Create(
        LoadProfiles.Ramp100, new() { WorkerCapFramesPerS = 400, Duration = TimeSpan.FromMinutes(6) });

    public static PostCounts Posts { get; } = new()
    {
        Begun = 1_000, BegunFrames = 70_000, Answered = 1_000, AcknowledgedFrames = 70_000, RejectedFrames = 0, LastProblem = null,
        GivenUp = 0, RetriedUnanswered = 1, RetriedOverQuota = 2, RetriedUnavailable = 3, Late = 10, WorstLatenessMs = 250.04,
        LatenessP99Ms = 99.96,
    };

    public static LoadLog Create() => new()
    {
        Profile = Profile,
        Seed = 7,
        Samples = [.. Enumerable.Range(0, 380).Select(Sample)],
        Events = [new LoadEvent(30.5, LoadEventKind.Scaling, "1 to 2 workers: Backlog & more"), new LoadEvent(60, LoadEventKind.Fault, "A <worker> is killed")],
        Posts = Posts,
        Vehicles = 1_200,
        PostMs = new Percentiles(120, 480, 900, 1_000),
        FreshnessMs = new Percentiles(900, 2_500, 4_000, 5_000),
        FreshnessByPhase = new Dictionary<string, Percentiles> { ["top"] = new(1_000, 3_000, 4_000, 2_000) },
        AppliedFrames = 70_000,
        DeadFrames = 0,
        InFlightFrames = 0,
        BooksBalance = true,
        Seconds = 431.26,
    };

    public static LoadSample Sample(int second)
    {
        var at = TimeSpan.FromSeconds(second);
        var workers = Math.Max(1, (int)Math.Ceiling(Profile.RateAt(TimeSpan.FromSeconds(Math.Max(0, second - 5))) / 400));
        return new LoadSample
        {
            AtS = second,
            Phase = Profile.PhaseAt(at)?.Name ?? LoadRecorder.Drain,
            DueFramesPerS = Profile.RateAt(at),
            PostedFramesPerS = Profile.RateAt(at) + 3,
            AppliedFramesPerS = second < 2 ? null : Profile.RateAt(TimeSpan.FromSeconds(second - 2)),
            BacklogFrames = (long)Profile.RateAt(at) * 2,
            BacklogAgeS = second == 120 ? 12.34 : 2,
            Workers = workers,
            WorkersWanted = workers,
            PostMs = second % 3 == 0 ? null : new Percentiles(100, 300, 500, 20),
            FreshnessMs = new Percentiles(800, 60 < second && second < 85 ? 9_000 : 2_000, 9_500, 50),
        };
    }
}
