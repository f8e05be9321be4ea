using System.Globalization;
using System.Text;
using Telemetry.LearningEvaluation.Limits;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>A report in words.</summary>
public static class LearningText
{
    private const int LongestList = 25;

    /// <summary>A few lines that say what came of it.</summary>
    public static string Of(LearningReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string?[] lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"{report.Map}, {report.Seeds.Count} seeds, {report.Seconds:F1} s"),
            report.Passes?.InWords(), report.Limits?.InWords(), report.Geometry?.InWords(), report.Missing?.InWords(), report.Gone?.InWords(),
            report.Change?.InWords(), report.Calibration?.InWords(), report.Hostile?.InWords(),
        ];
        return string.Join(Environment.NewLine, lines.OfType<string>());
    }

    /// <summary>A table of what limits are wrong and why, the largest causes first, and the longest wrong parts.</summary>
    public static string Reasons(IEnumerable<SeedFindings> findings)
    {
        var tally = LimitsTally.Pool(findings.Select(one => one.Limits));
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"wrong limits: {tally.Wrong.Sum(wrong => wrong.PartM) / 1000:F2} km of {tally.EligibleM / 1000:F1} km");
        foreach (var cause in tally.Wrong.GroupBy(wrong => wrong.Cause).OrderByDescending(group => group.Sum(wrong => wrong.PartM)))
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {cause.Key,-18} {cause.Sum(wrong => wrong.PartM) / 1000,8:F2} km in {cause.Count(),5} parts; " +
                $"of these untagged {Km(cause, wrong => wrong.Tag is null):F2}, " +
                $"wrongly tagged {Km(cause, wrong => wrong.Tag is not null && wrong.Tag != wrong.Truth):F2}, " +
                $"rightly tagged {Km(cause, wrong => wrong.Tag == wrong.Truth):F2}, " +
                $"nothing published {Km(cause, wrong => wrong.Published is null):F2}");
        foreach (var wrong in tally.Wrong.OrderByDescending(wrong => wrong.PartM).Take(LongestList))
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  seed {wrong.Seed} {wrong.Segment} {wrong.Direction} {wrong.FromM:F0}-{wrong.ToM:F0} of {wrong.LengthM:F0} m: " +
                $"true {wrong.Truth}, tag {Name(wrong.Tag)}, published {Name(wrong.Published)}; " +
                $"{wrong.Vehicles} vehicles, {wrong.Driven} driven, votes {WrongLimitText.Votes(wrong)}; {wrong.Cause}");
        return text.ToString().TrimEnd();
    }

    private static double Km(IEnumerable<WrongLimit> wrong, Func<WrongLimit, bool> which) => wrong.Where(which).Sum(one => one.PartM) / 1000;

    private static string Name(Contracts.Limits.SpeedLimit? limit) => limit?.ToString() ?? "-";
}
