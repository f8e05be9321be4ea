using System.Collections.Immutable;

namespace Telemetry.Elasticity;

/// <summary>
/// Target tracking on the work due per worker: what arrives within the horizon and what waits, weighted by its age, divided among
/// the workers, is kept at what a worker is to do in that time.
/// <code>
/// due     = arrival · horizon + weight(age) · live + bulk         frames
/// wanted  = ⌈due / (horizon · target)⌉                            workers
/// weight  = age / fresh age, at most the most weight
/// </code>
/// The arrival rate feeds forward, so that load is met as it comes; the backlog corrects what that missed, also where a worker does
/// less than its target says. What is due does not depend on how many workers there are, so that workers that still start are not
/// ordered twice. Steps down wait until fewer would have done for a whole window (as in the stabilisation window of Kubernetes'
/// autoscaler), and never come while the backlog is old. Pure; safe for use by many threads.
/// </summary>
public sealed class ScalingPolicy
{
    private readonly ScalingOptions _options;

    /// <param name="options">Checked here.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ScalingPolicy(ScalingOptions options)
    {
        options.Validate();
        _options = options;
    }

    /// <summary>Decides how many workers there are to be.</summary>
    /// <param name="sample">
    /// The newest measurement; null where there is none. One that is stale, or no newer than the last one used, teaches nothing.
    /// </param>
    /// <param name="workers">Workers that run or start; not those that drain.</param>
    /// <param name="state">Of the last decision; <see cref="ScalingState.Empty"/> at first.</param>
    /// <param name="now">The time; never goes back from one decision to the next.</param>
    public ScalingDecision Decide(ScalingSample? sample, int workers, ScalingState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        if (sample is not null && IsUsable(sample, state, now))
            state = Learn(sample.Plausible(), state);
        var within = Math.Clamp(workers, _options.MinWorkers, _options.MaxWorkers);
        if (state.Known is not { } known || now - known.At > _options.StaleAfter)
            return new ScalingDecision(
                within, within == workers ? ScalingReason.NoMeasurement : ScalingReason.Limits, null,
                state with { WholeSince = null, Enough = [] });

        var due = DueFramesPerS(state, now);
        state = state with { Enough = Within(state.Enough.Enqueue((now, WorkersFor(due, _options.ScaleInShare))), now) };
        var desired = WorkersFor(due, 1);
        var (number, reason) = within != workers ? (within, ScalingReason.Limits)
            : desired > workers ? StepOut(workers, desired, state, now)
            : StepIn(workers, state, now);
        return new ScalingDecision(number, reason, due / Math.Max(1, workers), Note(number - workers, state, now));
    }

    private static ScalingState Note(int step, ScalingState state, DateTimeOffset now) =>
        step > 0 ? state with { LastOut = now } : step < 0 ? state with { LastIn = now } : state;

    private bool IsUsable(ScalingSample sample, ScalingState state, DateTimeOffset now) =>
        sample.At <= now && now - sample.At <= _options.StaleAfter && (state.Known is not { } known || sample.At > known.At);

    /// <summary>Takes a sample in. What it lacks is carried on from those before it.</summary>
    private ScalingState Learn(ScalingSample sample, ScalingState state)
    {
        if (sample is { ArrivalFramesPerS: null, LiveFrames: null, BulkFrames: null, OldestAge: null })
            return state;
        var before = state.Known;
        var follows = before is not null && sample.At - before.At <= _options.StaleAfter;
        return state with
        {
            Known = new ScalingSample(
                sample.At, sample.ArrivalFramesPerS ?? before?.ArrivalFramesPerS, sample.LiveFrames ?? before?.LiveFrames,
                sample.BulkFrames ?? before?.BulkFrames, sample.OldestAge ?? before?.OldestAge),
            AgeKnownAt = sample.OldestAge is null ? state.AgeKnownAt : sample.At,
            Rise = follows ? Rise(sample, before!, state.Rise) : 0,
            WholeSince = !sample.IsWhole ? null : follows ? state.WholeSince ?? sample.At : sample.At,
        };
    }

    // Smoothed over the time that it is then continued for, so that the noise of the rate is not multiplied.
    private double Rise(ScalingSample sample, ScalingSample before, double rise)
    {
        if (_options.Lead == TimeSpan.Zero || sample.ArrivalFramesPerS is not { } rate || before.ArrivalFramesPerS is not { } last)
            return rise;
        var seconds = (sample.At - before.At).TotalSeconds;
        var kept = Math.Exp(-seconds / _options.Lead.TotalSeconds);
        return kept * rise + (1 - kept) * (rate - last) / seconds;
    }

    /// <summary>Frames a second that have to be done for everything due within the horizon.</summary>
    private double DueFramesPerS(ScalingState state, DateTimeOffset now)
    {
        var known = state.Known!;
        var rate = known.ArrivalFramesPerS ?? 0;
        var ahead = Math.Clamp(state.Rise * _options.Lead.TotalSeconds, 0, rate * _options.MostRise);
        return rate + ahead + (Weight(state, now) * (known.LiveFrames ?? 0) + (known.BulkFrames ?? 0)) / _options.Horizon.TotalSeconds;
    }

    /// <summary>Work that is on its way weighs next to nothing, or every steady load would seem to have a backlog.</summary>
    private double Weight(ScalingState state, DateTimeOffset now) =>
        Age(state, now) is { } age ? Math.Min(_options.MostAgeWeight, age / _options.FreshAge) : 1;

    /// <summary>The age of the oldest work; one that was not measured is taken to have grown since it was.</summary>
    private static TimeSpan? Age(ScalingState state, DateTimeOffset now)
    {
        var known = state.Known!;
        return known.OldestAge is { } age && state.AgeKnownAt < known.At ? age + (now - state.AgeKnownAt) : known.OldestAge;
    }

    private int WorkersFor(double dueFramesPerS, double share)
    {
        // Compared before it is converted: what is due may be more than an int holds.
        var workers = Math.Ceiling(dueFramesPerS / (share * _options.TargetFramesPerS));
        return workers >= _options.MaxWorkers ? _options.MaxWorkers : Math.Max(_options.MinWorkers, (int)workers);
    }

    private ImmutableQueue<(DateTimeOffset At, int Workers)> Within(
        ImmutableQueue<(DateTimeOffset At, int Workers)> window, DateTimeOffset now)
    {
        while (now - window.Peek().At > _options.ScaleInWindow)
            window = window.Dequeue();
        return window;
    }

    private (int Number, ScalingReason Reason) StepOut(int workers, int desired, ScalingState state, DateTimeOffset now) =>
        now - state.LastOut < _options.ScaleOutCooldown
            ? (workers, ScalingReason.Cooldown)
            : (Math.Min(desired, workers + Math.Max(_options.MostOut, workers)), ScalingReason.ScaleOut);

    private (int Number, ScalingReason Reason) StepIn(int workers, ScalingState state, DateTimeOffset now)
    {
        if (state.Enough.Last().Workers >= workers)
            return (workers, ScalingReason.OnTarget);
        if (state.WholeSince is not { } since)
            return (workers, ScalingReason.NoMeasurement);
        if (state.Known!.OldestAge > _options.FreshAge)
            return (workers, ScalingReason.OldBacklog);
        var most = state.Enough.Max(sample => sample.Workers);
        if (most >= workers || now - since < _options.ScaleInWindow)
            return (workers, ScalingReason.Window);
        if (now - state.LastOut < _options.ScaleInCooldown || now - state.LastIn < _options.ScaleInCooldown)
            return (workers, ScalingReason.Cooldown);
        return (Math.Max(most, workers - Math.Max(_options.MostIn, workers / 2)), ScalingReason.ScaleIn);
    }
}
