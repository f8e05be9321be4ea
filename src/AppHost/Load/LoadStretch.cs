using Telemetry.LoadTest.Profiles;

namespace Telemetry.AppHost.Load;

/// <summary>A stretch of a load test during which the workers are handled in one way.</summary>
/// <param name="Begin">When it begins, from the begin of the profile.</param>
/// <param name="WorkersMin">Workers at least.</param>
/// <param name="WorkersMax">Workers at most.</param>
/// <param name="Outage">What is away.</param>
/// <param name="KillsWorker">True where a worker is killed at its begin.</param>
internal sealed record LoadStretch(TimeSpan Begin, int WorkersMin, int WorkersMax, LoadOutage Outage = LoadOutage.None, bool KillsWorker = false)
{
    private const double FaultAt = 0.4;

    /// <summary>The stretches of a test in order; the first begins before the profile, the last has no end.</summary>
    public static IReadOnlyList<LoadStretch> Plan(LoadOptions options)
    {
        List<LoadStretch> stretches = [new(TimeSpan.MinValue, options.WorkersMin, options.WorkersMax)];
        foreach (var phase in options.Profile.Phases.Where(phase => phase.Outage != LoadOutage.None))
        {
            stretches.Add(stretches[0] with { Begin = phase.Begin, Outage = phase.Outage });
            stretches.Add(stretches[0] with { Begin = phase.End });
        }

        var fault = options.Profile.Duration * FaultAt;
        if (options.Fault == LoadFault.KillWorker)
            stretches.Add(stretches[0] with { Begin = fault, KillsWorker = true });
        else if (options.Fault == LoadFault.ScaleIn)
            stretches.Add(new LoadStretch(fault, Math.Max(1, options.WorkersMin - 1), Math.Max(1, options.WorkersMax - 1)));
        return stretches;
    }
}
