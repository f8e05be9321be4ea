using System.Globalization;
using System.Text.Json.Nodes;
using Telemetry.Evaluation;

namespace Telemetry.Benchmarks.Matching;

/// <summary>Both sides on the drives at one interval.</summary>
/// <param name="Name">The interval.</param>
/// <param name="Fixes">Fixes of all drives.</param>
/// <param name="OurReport">How this platform's routes were judged.</param>
/// <param name="TheirScore">How Valhalla's were.</param>
/// <param name="Rounds">The turns, at least one.</param>
internal sealed record IntervalResult(
    string Name, int Fixes, MatchReport OurReport, LineScore TheirScore, IReadOnlyList<Round> Rounds)
{
    /// <summary>The median over the rounds of what was faster how often, whole calls.</summary>
    public double Ratio => Median(round => round.Ours / round.Theirs);

    /// <summary>Likewise, without Valhalla's reading and writing of JSON.</summary>
    public double RatioAlone => Median(round => round.Ours / round.TheirsAlone);

    /// <summary>Likewise by time of processors: what a busy machine does to one side more than to the other is left out.</summary>
    public double RatioCpu => Median(round => round.CpuRatio);

    /// <summary>This platform's fixes per second, the median.</summary>
    public double Ours => Median(round => round.Ours);

    /// <summary>Valhalla's fixes per second, the median.</summary>
    public double Theirs => Median(round => round.Theirs);

    public JsonObject ToJson() => new()
    {
        ["interval"] = Name,
        ["points"] = Fixes,
        ["ratio"] = Math.Round(Ratio, 3),
        ["ratio_matching_alone"] = Math.Round(RatioAlone, 3),
        ["ratio_cpu"] = Math.Round(RatioCpu, 3),
        ["points_per_s"] = Math.Round(Ours),
        ["peer_points_per_s"] = Math.Round(Theirs),
        ["peer_points_per_s_matching_alone"] = Math.Round(Median(round => round.TheirsAlone)),
        ["f1"] = Math.Round(OurReport.F1, 6),
        ["peer_f1"] = Math.Round(TheirScore.F1, 6),
        ["breaks"] = OurReport.Breaks,
        ["peer_failed_drives"] = Rounds[0].Failed,
    };

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {Ours:F0} fixes/s, F1 {OurReport.F1:F5}, {OurReport.Breaks} breaks; Valhalla {Theirs:F0}, F1 {TheirScore.F1:F5}; ratio {Ratio:F2} ({RatioAlone:F2} to its matching alone, {RatioCpu:F2} by time of processors)");

    private double Median(Func<Round, double> figure)
    {
        double[] sorted = [.. Rounds.Select(figure).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
