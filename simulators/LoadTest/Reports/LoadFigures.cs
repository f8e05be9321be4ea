using System.Globalization;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.LoadTest.Reports;

/// <summary>The figures of a load test, one by one, for people. Pure.</summary>
public static class LoadFigures
{
    /// <summary>Names and values, the most important first.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var generator = report.Generator;
        List<(string, string)> figures =
        [
            ("frames applied", Count(report.Frames)),
            ("frames acknowledged and lost", Count(report.Lost)),
            ("books", report.BooksBalance ? "balance" : "DO NOT BALANCE"),
            ("workers", $"{report.Workers.Min} to {report.Workers.Max}, {report.Workers.End} at the end"),
            ("a worker's cap", $"{Count(report.CapFramesPerS)} frames/s"),
            ("oldest frame that waited", $"{Seconds(report.BacklogAgeS.Peak)} at worst"),
            ("the same, from 60 s after the top was reached", Seconds(report.BacklogAgeS.After60s)),
            ("times that the count of workers wanted turned round", Count(report.DirectionChanges)),
            ("from receipt to the feed", Spread(report.FreshnessMs, "facts")),
            ("from when a post was due to its answer", Spread(report.PostMs, "posts")),
            ("posts begun late by the generator", string.Create(
                CultureInfo.InvariantCulture, $"{generator.Late:N0} of {generator.Bodies:N0}, {generator.WorstLatenessMs:N0} ms at worst")),
            ("posts repeated", string.Create(
                CultureInfo.InvariantCulture,
                $"{generator.Retries.Unanswered:N0} unanswered, {generator.Retries.OverQuota:N0} over quota (429), {generator.Retries.Unavailable:N0} unavailable (503)")),
            ("vehicles", Count(generator.Vehicles)),
            ("seed", report.Seed.ToString(CultureInfo.InvariantCulture)),
            ("seconds in all", string.Create(CultureInfo.InvariantCulture, $"{report.Seconds:N0}, of which the profile took {report.ProfileSeconds:N0}")),
        ];
        if (generator.RejectedFrames > 0)
            figures.Insert(2, ("frames refused", $"{Count(generator.RejectedFrames)}: {generator.Problem}"));
        if (generator.GivenUp > 0)
            figures.Insert(2, ("posts given up without an answer", Count(generator.GivenUp)));
        return figures;
    }

    private static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double? value) => value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.#} s") : "not measured";

    private static string Spread(Percentiles? of, string what) => of is null ? $"no {what}" : string.Create(
        CultureInfo.InvariantCulture, $"half within {of.P50:N0} ms, 99 % within {of.P99:N0} ms, {of.Max:N0} ms at most ({of.Count:N0} {what})");
}
