using System.Text.Json.Serialization;
using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.LoadTest.Reports;

/// <summary>How old the oldest frame that waited was, in seconds.</summary>
/// <param name="Peak">At worst; null where it was never known.</param>
/// <param name="After60s">
/// At worst from 60 s after the top was reached until its end; null where the top is shorter than that, there is none, or the age was not
/// known then.
/// </param>
/// <param name="UnknownSamples">Samples for which it was not known; there it counts as what the next one that knows it shows it to have been.</param>
public sealed record BacklogAge(double? Peak, [property: JsonPropertyName("after_60s")] double? After60s, int UnknownSamples)
{
    private const double GraceS = 60;

    internal static BacklogAge Of(LoadLog log)
    {
        var ages = AgesOf(log.Samples);
        var top = log.Profile.Phases.FirstOrDefault(phase => phase.Stage == LoadStage.Top);
        return new BacklogAge(
            Worst(ages.Values),
            top is null ? null : Worst(ages.Where(age => age.Key.Phase == top.Name && age.Key.AtS >= top.Begin.TotalSeconds + GraceS).Select(age => age.Value)),
            log.Samples.Count(sample => sample.BacklogAgeS is null));
    }

    /// <summary>The worst of some samples' ages; null where none is known.</summary>
    internal static double? PeakOf(LoadLog log, string phase) =>
        Worst(AgesOf(log.Samples).Where(age => age.Key.Phase == phase).Select(age => age.Value));

    /// <summary>
    /// Every sample's age, in order. A sample that does not know it has the age that the next one shows: what waits then, and was there
    /// before, was waiting before.
    /// </summary>
    private static Dictionary<LoadSample, double?> AgesOf(IReadOnlyList<LoadSample> samples)
    {
        var ages = new Dictionary<LoadSample, double?>(ReferenceEqualityComparer.Instance);
        LoadSample? next = null;
        foreach (var sample in samples.Reverse())
        {
            if (sample.BacklogAgeS is not null)
                next = sample;
            ages[sample] = next is null ? null : Math.Max(0, next.BacklogAgeS!.Value - (next.AtS - sample.AtS));
        }

        return ages;
    }

    private static double? Worst(IEnumerable<double?> ages) => ages.Max() is { } worst ? Math.Round(worst, 1) : null;
}
