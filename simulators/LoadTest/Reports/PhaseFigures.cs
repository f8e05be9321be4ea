using Telemetry.LoadTest.Measuring;

namespace Telemetry.LoadTest.Reports;

/// <summary>A phase of a load test.</summary>
/// <param name="Name">As in the profile; <c>drain</c> for what came after it.</param>
/// <param name="BeginS">Seconds from the begin of the profile.</param>
/// <param name="EndS">When its last sample was taken.</param>
/// <param name="WorkersMin">The fewest workers that ran.</param>
/// <param name="WorkersMax">The most.</param>
/// <param name="DirectionChanges">How often the count of workers wanted turned round within it.</param>
/// <param name="BacklogAgePeakS">The greatest age of the backlog in seconds; null where it was never known.</param>
/// <param name="FreshnessMs">Freshness of the facts published within it; null where there was none.</param>
public sealed record PhaseFigures(
    string Name, double BeginS, double EndS, int WorkersMin, int WorkersMax, int DirectionChanges, double? BacklogAgePeakS,
    Percentiles? FreshnessMs)
{
    /// <summary>The figures of a phase; null where no sample was taken in it.</summary>
    internal static PhaseFigures? Of(LoadLog log, string name)
    {
        var samples = log.Samples.Where(sample => sample.Phase == name).ToArray();
        if (samples.Length == 0)
            return null;
        var begin = log.Profile.Phases.FirstOrDefault(phase => phase.Name == name)?.Begin ?? log.Profile.Duration;
        return new PhaseFigures(
            name, Math.Round(begin.TotalSeconds, 1), Math.Round(samples[^1].AtS, 1), samples.Min(sample => sample.Workers),
            samples.Max(sample => sample.Workers), LoadReport.TurnsOf(samples), BacklogAge.PeakOf(log, name),
            log.FreshnessByPhase.GetValueOrDefault(name));
    }
}
