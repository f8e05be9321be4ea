using System.Globalization;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>Writes what became of every changed sign, and every false change, into a folder.</summary>
internal static class ChangeFiles
{
    public static void Write(string folder, ChangeOutcome outcome)
    {
        File.WriteAllLines(Path.Combine(folder, "changed-signs.csv"), outcome.Changes.Select(Row).Prepend(
            "segment,length_m,before,after,tagged,right_before,sighted_passes,passes"));
        File.WriteAllLines(Path.Combine(folder, "false-changes.csv"), outcome.FalseChanges.Select(Row).Prepend(
            "segment,length_m,day,truth,before,after"));
        File.WriteAllText(Path.Combine(folder, "change.svg"), ChangePlot.Draw(outcome));
    }

    private static string Row(SignChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Segment},{change.LengthM:F1},{change.Before},{change.After},{change.IsTagged},{change.WasRight}," +
        $"{change.SightedPasses},{change.Passes}");

    private static string Row(FalseChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Segment},{change.LengthM:F1},{change.Day},{change.Truth},\"{change.Before}\",\"{change.After}\"");
}
