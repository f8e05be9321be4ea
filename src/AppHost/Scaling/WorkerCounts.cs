namespace Telemetry.AppHost.Scaling;

/// <summary>How many workers there are.</summary>
/// <param name="Running">At work.</param>
/// <param name="Starting">Started, not at work yet.</param>
/// <param name="Draining">Finish what they hold, then end.</param>
public readonly record struct WorkerCounts(int Running, int Starting, int Draining)
{
    /// <summary>Those that the next load can count on.</summary>
    public int Committed => Running + Starting;
}
