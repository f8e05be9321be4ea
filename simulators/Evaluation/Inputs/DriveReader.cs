using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;

namespace Telemetry.Evaluation.Inputs;

/// <summary>Reads recorded drives.</summary>
public static class DriveReader
{
    /// <summary>
    /// Reads a CSV file (also <c>.gz</c>) with the columns <c>id</c>; <c>timestamp_ms</c> (Unix time) or <c>time</c> (ISO 8601);
    /// <c>lon</c> and <c>lat</c> in degrees, or <c>geometry</c> or <c>wkt</c> with a point; and, where they are there, <c>heading_deg</c>,
    /// <c>speed_mps</c> and <c>accuracy_m</c>. Rows without a position are left out.
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
                    TimeMs(table, columns), position, (float)table.Number(columns.Heading),
                    (float)table.Number(columns.Speed), (float)table.Number(columns.Accuracy)));
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
            return (long)table.Number(columns.TimestampMs);
        return DateTimeOffset.TryParse(
            table.Text(columns.Time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw table.Problem("the time cannot be read");
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
                table.Column("heading_deg"), table.Column("speed_mps"), table.Column("accuracy_m"));
        }
    }
}
