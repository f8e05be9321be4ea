using System.Globalization;
using System.Text;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary>What <c>import</c> tells; <c>--json</c> prints it in snake case.</summary>
/// <param name="Ways">Drivable ways.</param>
/// <param name="Segments">Road segments from junction to junction.</param>
/// <param name="TaggedLimits">Drivable ways with a limit.</param>
/// <param name="Seconds">How long reading and publishing took.</param>
/// <param name="PeakMb">The command's largest working set in MiB.</param>
/// <param name="Added">Segments that the base map before did not have.</param>
/// <param name="Kept">Segments of both.</param>
/// <param name="Removed">Segments that only the base map before had.</param>
/// <param name="Retagged">Kept segments with other limits.</param>
/// <param name="Moved">Kept segments with another line.</param>
/// <param name="Altered">Kept segments with another class, name, access or the like.</param>
/// <param name="RetiredFacts">What vehicles had taught of segments that are gone.</param>
/// <param name="DroppedFacts">What vehicles had taught and the new base map says itself.</param>
/// <param name="Feed">What went to the change feed.</param>
/// <param name="BaseMap">The number of the base map in force.</param>
/// <param name="IsNew">False where the base map before held the same roads already.</param>
/// <param name="Tally">Which ways the extract holds and which of them are roads.</param>
/// <param name="Problems">What was wrong in the extract.</param>
internal sealed record ImportSummary(
    int Ways, int Segments, int TaggedLimits, double Seconds, long PeakMb, int Added, int Kept, int Removed, int Retagged,
    int Moved, int Altered, int RetiredFacts, int DroppedFacts, ImportFeed Feed, long BaseMap, bool IsNew, WayTally Tally,
    ImportProblems Problems)
{
    public static ImportSummary Of(BaseMapImportReport report, double seconds, long peakMb) => new(
        report.Extract.Ways, report.Extract.Segments, report.Extract.TaggedLimits, seconds, peakMb,
        report.Segments.Added, report.Segments.Kept, report.Segments.Removed, report.Segments.Retagged, report.Segments.Moved,
        report.Segments.Altered, report.RetiredFacts, report.DroppedFacts, ImportFeed.Of(report.Feed), report.BaseMap, report.IsNew,
        report.Extract.Tally, report.Extract.Problems);

    public string ToText()
    {
        var text = new StringBuilder();
        Line($"{Ways:N0} drivable ways, {TaggedLimits:N0} of them with a limit; {Segments:N0} road segments");
        Line($"{Added:N0} added, {Kept:N0} kept, {Removed:N0} removed{(IsNew ? "" : ": nothing new")}");
        if (Retagged + Moved + Altered > 0)
            Line($"of the kept, {Retagged:N0} with other limits, {Moved:N0} with another line, {Altered:N0} otherwise changed");
        if (RetiredFacts + DroppedFacts > 0)
            Line($"learned facts: {RetiredFacts:N0} retired with their roads, {DroppedFacts:N0} that the map now says itself");
        Line($"change feed: {Feed.Upserts:N0} upserts, {Feed.Deletes:N0} deletes");
        foreach (var (name, count) in ProblemText.Counts(Problems))
            Line($"in the extract: {count:N0} {name}{ProblemText.Example(Problems, name)}");
        text.Append(CultureInfo.InvariantCulture, $"base map {BaseMap}, {Seconds:F1} s, {PeakMb:N0} MB at most");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
