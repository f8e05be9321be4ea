using System.Globalization;
using Telemetry.LearningEvaluation.Limits;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>Writes what was found into a folder: tables of what is wrong and why.</summary>
public static class ReportFolder
{
    /// <summary>Writes <c>wrong-limits.csv</c>, <c>changes.csv</c> and <c>limits.svg</c>; files of these names are replaced.</summary>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="findings">Of every seed.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<SeedFindings> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        Directory.CreateDirectory(folder);
        var tally = LimitsTally.Pool(findings.Select(one => one.Limits));
        File.WriteAllLines(Path.Combine(folder, "wrong-limits.csv"), tally.Wrong.Select(WrongLimitText.Row).Prepend(WrongLimitText.Header));
        File.WriteAllLines(Path.Combine(folder, "changes.csv"), tally.Changes.Select(Row).Prepend(
            "seed,from,to,old,new,published_before,published_behind,drives,vehicles,right"));
        File.WriteAllText(Path.Combine(folder, "limits.svg"), LimitsPlot.Draw(tally));
    }

    private static string Row(ChangeVerdict change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Seed},{change.From},{change.To},{change.Old},{change.New},{change.PublishedBefore},{change.PublishedBehind},{change.Drives},{change.Vehicles},{change.IsRight}");
}
