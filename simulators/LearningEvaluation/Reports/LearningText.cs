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
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Map}, {report.Seeds.Count} seeds, {report.Seconds:F1} s");
        if (report.Passes is { } passes)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{passes.Drives} drives, {passes.Frames} frames; passes per directed road: mean {passes.Mean:F2}, 10 % have at most {passes.P10}, half at most {passes.Median}, 90 % at most {passes.P90}, most {passes.Max}; by 5 vehicles or more {passes.EligibleShare:P1}");
        if (report.Limits is { } limits)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"limits: by distance {limits.ByDistance:F4}, by change {limits.ByChange:F4} of {limits.Changes}, corrected {limits.Corrected:F4} of {limits.ToCorrectKm:F1} km, broken {limits.BrokenKmShare:P3}, over {limits.EligibleKm:F1} km");
        if (report.Geometry is { } geometry)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"geometry: median {geometry.MedianM:F2} m, 90 % within {geometry.P90M:F2} m, {geometry.OracleRatio:F2} times perfect matching, {geometry.Segments} segments, {geometry.Published} of them corrected; {geometry.FalselyPublished} of {geometry.AllPublished} lines published are of roads drawn right");
        if (report.Missing is { } missing)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"missing roads: precision {missing.Precision:F3}, recall {missing.Recall:F3}, F {missing.FScore:F3}");
        if (report.Gone is { } gone)
            text.AppendLine(CultureInfo.InvariantCulture, $"roads gone: precision {gone.Precision:F3}, recall {gone.Recall:F3}");
        if (report.Change is { } change)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"changes: published after {change.MedianPasses:F0} sighted passes (median), {change.P90Passes:F0} (90 %), {change.NeverPublished} of {change.Changes} never; false {change.FalseChanges} in {change.SegmentDays} segment-days");
        if (report.Calibration is { } calibration)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"calibration: of {calibration.Facts} limits at 0.99 or more {calibration.At099:P2} are right; {calibration.LearnedAt099:P2} of {calibration.LearnedFacts} learned, {calibration.ConfirmedAt099:P2} of {calibration.ConfirmedFacts} confirmed");
        if (report.Hostile is { } hostile)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"hostile vehicles: {hostile.Harmless} of {hostile.Attacks} attacks changed nothing; limits {hostile.Limits}, extents {hostile.Extents}, features that appeared {hostile.Appeared}, disappeared {hostile.Disappeared}, lines moved {hostile.Moved}; {hostile.True} of these limits are true");
        return text.ToString().TrimEnd();
    }

    /// <summary>A table of what limits are wrong and why, the largest causes first, and the longest wrong parts.</summary>
    public static string Reasons(IEnumerable<SeedFindings> findings)
    {
        var tally = LimitsTally.Pool(findings.Select(one => one.Limits));
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"wrong limits: {tally.Wrong.Sum(wrong => wrong.PartM) / 1000:F2} km of {tally.EligibleM / 1000:F1} km");
        foreach (var cause in tally.Wrong.GroupBy(wrong => wrong.Cause).OrderByDescending(group => group.Sum(wrong => wrong.PartM)))
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {cause.Key,-18} {cause.Sum(wrong => wrong.PartM) / 1000,8:F2} km in {cause.Count(),5} parts; " +
                $"of these untagged {Km(cause, wrong => wrong.Tag is null):F2}, wrongly tagged {Km(cause, wrong => wrong.Tag is not null && wrong.Tag != wrong.Truth):F2}, " +
                $"rightly tagged {Km(cause, wrong => wrong.Tag == wrong.Truth):F2}, nothing published {Km(cause, wrong => wrong.Published is null):F2}");
        foreach (var wrong in tally.Wrong.OrderByDescending(wrong => wrong.PartM).Take(LongestList))
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  seed {wrong.Seed} {wrong.Segment} {wrong.Direction} {wrong.FromM:F0}-{wrong.ToM:F0} of {wrong.LengthM:F0} m: true {wrong.Truth}, tag {Name(wrong.Tag)}, published {Name(wrong.Published)}; " +
                $"{wrong.Vehicles} vehicles, {wrong.Driven} driven, votes {WrongLimitText.Votes(wrong)}; {wrong.Cause}");
        return text.ToString().TrimEnd();
    }

    private static double Km(IEnumerable<WrongLimit> wrong, Func<WrongLimit, bool> which) => wrong.Where(which).Sum(one => one.PartM) / 1000;

    private static string Name(Contracts.Limits.SpeedLimit? limit) => limit?.ToString() ?? "-";
}
