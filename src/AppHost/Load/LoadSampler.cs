using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.AppHost.Load;

/// <summary>Makes samples of what is counted: rates are differences to the sample before. For one thread.</summary>
internal sealed class LoadSampler(LoadProfile profile, PostTally tally, TimeProvider time)
{
    private TimeSpan _before;
    private long _posted;
    private Backlog? _backlog;

    /// <summary>The next sample.</summary>
    /// <param name="elapsed">Time from the begin of the profile, later than at the sample before.</param>
    /// <param name="backlog">What waited, read since the sample before; null where it could not be read.</param>
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
            AppliedFramesPerS = backlog is not null && _backlog is { } before ? AppliedPerS(before, backlog) : null,
            BacklogFrames = backlog?.Frames,
            BacklogAgeS = backlog is null ? null : Math.Round(backlog.Age.TotalSeconds, 2),
            Workers = workers.Running,
            WorkersWanted = workers.Wanted,
            PostMs = tally.TakeLatency(),
            FreshnessMs = freshness,
        };
        (_before, _posted, _backlog) = (elapsed, posts.BegunFrames, backlog ?? _backlog);
        return sample;
    }

    // Acknowledgements and ledger are read a moment apart: what is applied may seem to go back a little.
    private double AppliedPerS(Backlog before, Backlog after) => Math.Round(
        Math.Max(0, after.Applied - before.Applied) / Math.Max(0.1, time.GetElapsedTime(before.At, after.At).TotalSeconds), 1);
}
