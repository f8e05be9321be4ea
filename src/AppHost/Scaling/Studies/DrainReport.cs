namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>What the study of draining found.</summary>
/// <param name="CapFramesPerS">What each worker was held to.</param>
/// <param name="Runs">By the number of workers.</param>
/// <param name="Books">At the end.</param>
internal sealed record DrainReport(double CapFramesPerS, IReadOnlyList<DrainReport.Run> Runs, StudyBooks Books)
{
    /// <summary>Some workers at one backlog.</summary>
    /// <param name="Workers">How many.</param>
    /// <param name="Frames">The backlog when all of them worked.</param>
    /// <param name="Seconds">Until it was applied.</param>
    /// <param name="FramesPerS">Frames applied each second.</param>
    /// <param name="Speedup">That over one worker's.</param>
    internal sealed record Run(int Workers, long Frames, double Seconds, double FramesPerS, double Speedup);

    public override string ToString() => string.Join(
        Environment.NewLine,
        Runs.Select(run => FormattableString.Invariant(
            $"{run.Workers} workers: {run.Frames:N0} frames in {run.Seconds:F1} s, {run.FramesPerS:N0} frames/s, {run.Speedup:F2} times one")));
}
