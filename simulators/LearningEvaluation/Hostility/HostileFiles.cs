namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>Writes everything that hostile vehicles changed into a folder.</summary>
internal static class HostileFiles
{
    public static void Write(string folder, IReadOnlyList<HostileRun> runs) => File.WriteAllLines(
        Path.Combine(folder, "hostile.csv"),
        runs.SelectMany(run => run.Differences.Select(difference => Row(run, difference)))
            .Prepend("seed,strategy,vehicles,when,kind,true,at_threshold,subject,without,with"));

    private static string Row(HostileRun run, MapDifference difference) => FormattableString.Invariant(
        $"{run.Seed},{run.Strategy},{run.Vehicles},{(run.IsAfter ? "after" : "within")},{difference.Kind},{difference.IsTrue},") +
        $"{difference.IsAtThreshold},{difference.Subject.Replace(',', ' ')},\"{difference.Without}\",\"{difference.With}\"";
}
