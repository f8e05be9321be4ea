using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.AppHost.Load;

/// <summary>Makes samples of what is counted: rates are differences to the sample before. For one thread.</summary>
internal sealed class LoadSampler(LoadProfile profile, PostTally tally)
{
    private TimeSpan _before;
    private long _posted;
    private (TimeSpan At, long Frames)? _applied;

    /// <summary>The next sample.</summary>
    /// <param name="elapsed">Time from the begin of the profile, later than at the sample before.</param>
    /// <param name="backlog">What waits; null where it is not known.</param>
    /// <param name="workers">The workers.</param>
    /// <param name="freshness">Freshness of the facts since the sample before.</param>
    public LoadSample Take(TimeSpan elapsed, Backlog? backlog, LoadWorkers workers, Percentiles? freshness)
    {
        var posts = tally.Read();
        var sample = new LoadSample
        {
            AtS = Math.Round(elapsed.TotalSeconds, 2),
            Phase = profile.PhaseAt(elapsed)?.Name ?? LoadRecorder.Drain,
            DueFramesPerS = Math.Round(profile.RateAt(elapsed), 1),
            PostedFramesPerS = Math.Round((posts.BegunFrames - _posted) / (elapsed - _before).TotalSeconds, 1),
            AppliedFramesPerS = backlog is { } known ? AppliedPerS(elapsed, posts.AcknowledgedFrames - known.Frames) : null,
            BacklogFrames = backlog?.Frames,
            BacklogAgeS = backlog is { } waiting ? Math.Round(waiting.Age.TotalSeconds, 2) : null,
            Workers = workers.Running,
            WorkersWanted = workers.Wanted,
            PostMs = tally.TakeLatency(),
            FreshnessMs = freshness,
        };
        (_before, _posted) = (elapsed, posts.BegunFrames);
        return sample;
    }

    // What is acknowledged and waits no more was applied. The two are read a moment apart: the difference may go back a little.
    private double? AppliedPerS(TimeSpan elapsed, long applied)
    {
        double? rate = _applied is var (at, frames) ? Math.Round(Math.Max(0, applied - frames) / (elapsed - at).TotalSeconds, 1) : null;
        _applied = (elapsed, applied);
        return rate;
    }
}
