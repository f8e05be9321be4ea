using System.Globalization;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>How complete passes are distributed over the directed roads that can be driven.</summary>
/// <param name="Mean">Passes per directed road.</param>
/// <param name="P10">Tenth percentile.</param>
/// <param name="Median">Half of the roads have no more.</param>
/// <param name="P90">Ninetieth percentile.</param>
/// <param name="Max">The most.</param>
/// <param name="EligibleShare">Share of the directed roads that at least five distinct vehicles passed.</param>
/// <param name="Drives">Drives, all seeds together.</param>
/// <param name="Frames">Frames, all seeds together.</param>
public sealed record PassesReport(double Mean, int P10, int Median, int P90, int Max, double EligibleShare, int Drives, long Frames)
{
    /// <summary>In a line.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Drives} drives, {Frames} frames; passes per directed road: mean {Mean:F2}, 10 % have at most {P10}, half at most {Median}, " +
        $"90 % at most {P90}, most {Max}; by 5 vehicles or more {EligibleShare:P1}");

    /// <summary>Of the passes over every drivable directed road of every run.</summary>
    internal static PassesReport Of(IEnumerable<SeedFindings> findings)
    {
        var all = findings.ToList();
        int[] passes = [.. all.SelectMany(one => one.Passes).Order()];
        int At(double share) => passes.Length == 0 ? 0 : passes[(int)(share * (passes.Length - 1))];
        return new PassesReport(
            passes.Length == 0 ? 0 : Math.Round(passes.Average(), 2), At(0.1), At(0.5), At(0.9), At(1),
            passes.Length == 0 ? 0 : Math.Round((double)passes.Count(count => count >= Limits.LimitsJudge.EligibleVehicles) / passes.Length, 4),
            all.Sum(one => one.Drives), all.Sum(one => one.Frames));
    }
}
