using System.Globalization;
using Telemetry.MapStore.BaseMaps;

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
/// <param name="BaseMap">The number of the base map in force.</param>
/// <param name="IsNew">False where the base map before held the same roads already.</param>
internal sealed record ImportSummary(
    int Ways, int Segments, int TaggedLimits, double Seconds, long PeakMb, int Added, int Kept, int Removed, long BaseMap,
    bool IsNew)
{
    public static ImportSummary Of(BaseMapImportReport report, double seconds, long peakMb) => new(
        report.Extract.Ways, report.Extract.Segments, report.Extract.TaggedLimits, seconds, peakMb,
        report.Segments.Added, report.Segments.Kept, report.Segments.Removed,
        report.BaseMap, report.IsNew);

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Ways:N0} drivable ways, {TaggedLimits:N0} of them with a limit; {Segments:N0} road segments
        {Added:N0} added, {Kept:N0} kept, {Removed:N0} removed{(IsNew ? "" : ": nothing new")}
        base map {BaseMap}, {Seconds:F1} s, {PeakMb:N0} MB at most
        """);
}
