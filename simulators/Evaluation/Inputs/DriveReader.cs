using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;

namespace Telemetry.Evaluation.Inputs;

/// <summary>Reads recorded drives.</summary>
public static class DriveReader
{
    /// <summary>Faster is no car.</summary>
    internal const double LargestSpeedMps = 150;

    private const double LargestAccuracyM = 1_000;

    // The year 2200.
    private const double LatestMs = 7_258_118_400_000;

    /// <summary>
    /// Reads a CSV file (also <c>.gz</c>) with the columns <c>id</c>; <c>timestamp_ms</c> (Unix time) or <c>time</c> (ISO 8601);
    /// <c>lon</c> and <c>lat</c> in degrees, or <c>geometry</c> or <c>wkt</c> with a point; and, where they are there, <c>heading_deg</c>,
    /// <c>speed_mps</c> and <c>accuracy_m</c>, also called <c>heading</c>, <c>speed</c> and <c>accuracy</c>. Rows without a position are
    /// left out.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>In the order in which the drives begin in the file; fixes by time, then as in the file.</returns>
    /// <exception cref="InputFormatException">A row cannot be read.</exception>
    public static IReadOnlyList<Drive> Read(string path)
    {
        using var table = new CsvTable(path);
        var columns = Columns.Of(table);
        var drives = new List<(string Id, List<Fix> Fixes)>();
        var byId = new Dictionary<string, List<Fix>>(StringComparer.Ordinal);
        while (table.Next())
        {
            var id = table.Text(columns.Id);
            if (!byId.TryGetValue(id, out var fixes))
            {
                byId.Add(id, fixes = []);
                drives.Add((id, fixes));
            }

            if (Position(table, columns) is { } position)
                fixes.Add(new Fix(
                    TimeMs(table, columns), position, Measure(table, columns.Heading, 360),
                    Measure(table, columns.Speed, LargestSpeedMps), Measure(table, columns.Accuracy, LargestAccuracyM)));
        }

        return [.. drives.Select(drive => new Drive(drive.Id, [.. drive.Fixes.OrderBy(fix => fix.TimeMs)]))];
    }

    private static GeoPoint? Position(CsvTable table, in Columns columns)
    {
        if (columns.Wkt < 0)
            return table.Point(columns.Lon, columns.Lat);
        var lines = table.Lines(columns.Wkt);
        return lines.Count == 0 ? null : lines[0][0];
    }

    private static long TimeMs(CsvTable table, in Columns columns)
    {
        if (columns.TimestampMs >= 0)
            return table.Number(columns.TimestampMs) is >= 0 and <= LatestMs and var stamp
                ? (long)stamp
                : throw table.Problem("timestamp_ms is not Unix time in milliseconds");
        return DateTimeOffset.TryParse(
            table.Text(columns.Time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw table.Problem("the time cannot be read");
    }

    // NaN where it is not known.
    private static float Measure(CsvTable table, int column, double largest)
    {
        var number = table.Number(column);
        return number is < 0 || number > largest
            ? throw table.Problem(FormattableString.Invariant($"{number} is not 0 to {largest}"))
            : (float)number;
    }

    private readonly record struct Columns(
        int Id, int TimestampMs, int Time, int Lon, int Lat, int Wkt, int Heading, int Speed, int Accuracy)
    {
        public static Columns Of(CsvTable table)
        {
            var stamp = table.Column("timestamp_ms");
            var lon = table.Column("lon");
            return new Columns(
                table.Required("id"), stamp, stamp >= 0 ? -1 : table.Required("time"),
                lon, lon >= 0 ? table.Required("lat") : -1, lon >= 0 ? -1 : table.Required("geometry", "wkt"),
                table.FirstColumn("heading_deg", "heading"), table.FirstColumn("speed_mps", "speed"),
                table.FirstColumn("accuracy_m", "accuracy"));
        }
    }
}
