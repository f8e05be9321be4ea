using System.Globalization;
using Telemetry.LearningEvaluation.Calibration;
using Telemetry.LearningEvaluation.Change;
using Telemetry.LearningEvaluation.Geometry;
using Telemetry.LearningEvaluation.Hostility;
using Telemetry.LearningEvaluation.Limits;
using Telemetry.LearningEvaluation.Roads;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>Writes what was found into a folder: tables of what is wrong and why.</summary>
public static class ReportFolder
{
    /// <summary>
    /// Writes <c>wrong-limits.csv</c>, <c>changes.csv</c>, <c>limits.svg</c>, <c>lines.csv</c>, <c>geometry.svg</c>, <c>calibration.svg</c>,
    /// <c>missing-roads.csv</c>, <c>candidate-roads.csv</c>, <c>gone-roads.csv</c>, <c>roads.svg</c>, <c>change.svg</c>, <c>changed-signs.csv</c>,
    /// <c>false-changes.csv</c> and <c>hostile.csv</c>, as far as the studies were run; files of these names are replaced.
    /// </summary>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="findings">Of every seed; none where worlds were not run.</param>
    /// <param name="change">Of changed signs; null where that was not run.</param>
    /// <param name="attacks">Of vehicles that lie; none where those were not run.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<SeedFindings> findings, ChangeOutcome? change, IReadOnlyList<HostileRun> attacks)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(attacks);
        Directory.CreateDirectory(folder);
        if (findings.Count > 0)
            Write(folder, findings);
        if (change is not null)
            ChangeFiles.Write(folder, change);
        if (attacks.Count > 0)
            HostileFiles.Write(folder, attacks);
    }

    private static void Write(string folder, IReadOnlyList<SeedFindings> findings)
    {
        var tally = LimitsTally.Pool(findings.Select(one => one.Limits));
        File.WriteAllLines(Path.Combine(folder, "wrong-limits.csv"), tally.Wrong.Select(WrongLimitText.Row).Prepend(WrongLimitText.Header));
        File.WriteAllLines(Path.Combine(folder, "changes.csv"), tally.Changes.Select(Row).Prepend(
            "seed,from,to,old,new,published_before,published_behind,drives,vehicles,right"));
        File.WriteAllText(Path.Combine(folder, "limits.svg"), LimitsPlot.Draw(tally));
        File.WriteAllText(
            Path.Combine(folder, "calibration.svg"), CalibrationPlot.Draw(CalibrationTally.Pool(findings.Select(one => one.Calibration))));
        var lines = findings.SelectMany(one => one.Lines).ToList();
        File.WriteAllLines(Path.Combine(folder, "lines.csv"), LineText.Rows(lines).Prepend(LineText.Header));
        File.WriteAllText(Path.Combine(folder, "geometry.svg"), GeometryPlot.Draw(lines));
        RoadFiles.Write(
            folder, MissingTally.Pool(findings.Select(one => one.Missing)),
            findings.All(one => one.Gone is not null) ? GoneTally.Pool(findings.Select(one => one.Gone!)) : null);
    }

    private static string Row(ChangeVerdict change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Seed},{change.From},{change.To},{change.Old},{change.New},{change.PublishedBefore},{change.PublishedBehind}," +
        $"{change.Drives},{change.Vehicles},{change.IsRight}");
}
