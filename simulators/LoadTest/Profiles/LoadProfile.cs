namespace Telemetry.LoadTest.Profiles;

/// <summary>
/// How many frames are due per second as time passes: a chain of phases. Pure and immutable; safe for use by many threads.
/// </summary>
public sealed class LoadProfile
{
    private readonly LoadPhase[] _phases;
    private readonly double[] _framesBefore;

    internal LoadProfile(string name, double workerCapFramesPerS, IReadOnlyList<LoadPhase> phases)
    {
        (Name, WorkerCapFramesPerS, _phases) = (name, workerCapFramesPerS, [.. phases]);
        _framesBefore = new double[_phases.Length];
        for (var i = 1; i < _phases.Length; i++)
            _framesBefore[i] = _framesBefore[i - 1] + _phases[i - 1].Frames;
    }

    /// <summary>As on the command line: <c>ramp100</c>.</summary>
    public string Name { get; }

    /// <summary>What one worker is held to, in frames per second; the load is measured by it.</summary>
    public double WorkerCapFramesPerS { get; }

    /// <summary>At least one, each beginning where the one before ends; the first begins at zero.</summary>
    public IReadOnlyList<LoadPhase> Phases => _phases;

    /// <summary>How long it takes.</summary>
    public TimeSpan Duration => _phases[^1].End;

    /// <summary>Frames of the whole profile.</summary>
    public double Frames => _framesBefore[^1] + _phases[^1].Frames;

    /// <summary>The highest rate in frames per second.</summary>
    public double PeakFramesPerS => _phases.Max(phase => Math.Max(phase.FromFramesPerS, phase.ToFramesPerS));

    /// <summary>The phase at a moment; where one ends the next has begun. Null before the begin and from the end on.</summary>
    public LoadPhase? PhaseAt(TimeSpan elapsed) => IndexAt(elapsed) is var index and >= 0 ? _phases[index] : null;

    /// <summary>Frames due per second at a moment; 0 before the begin and from the end on.</summary>
    public double RateAt(TimeSpan elapsed) =>
        PhaseAt(elapsed) is { } phase ? phase.RateAt((elapsed - phase.Begin).TotalSeconds) : 0;

    /// <summary>Frames due until a moment: the integral of the rate.</summary>
    public double FramesBy(TimeSpan elapsed)
    {
        if (elapsed <= TimeSpan.Zero)
            return 0;
        var index = IndexAt(elapsed);
        return index < 0 ? Frames : _framesBefore[index] + _phases[index].FramesBy((elapsed - _phases[index].Begin).TotalSeconds);
    }

    /// <summary>When so many frames are due: the inverse of <see cref="FramesBy"/>. The end for more than there are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public TimeSpan TimeOf(double frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        var index = Array.BinarySearch(_framesBefore, frames);
        if (index < 0)
            index = ~index - 1;
        var phase = _phases[index];
        var into = TimeSpan.FromSeconds(phase.SecondsOf(frames - _framesBefore[index]));
        return phase.Begin + (into < phase.Duration ? into : phase.Duration);
    }

    private int IndexAt(TimeSpan elapsed)
    {
        if (elapsed < TimeSpan.Zero)
            return -1;
        return Array.FindIndex(_phases, phase => elapsed < phase.End);
    }
}
