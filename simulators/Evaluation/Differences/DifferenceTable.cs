using System.Globalization;

namespace Telemetry.Evaluation.Differences;

/// <summary>Writes differences as a CSV table, the longest first; ties by drive, then along it.</summary>
public static class DifferenceTable
{
    private const string Header =
        "drive,kind,reason,length_m,line,from_m,lon,lat,to_lon,to_lat,first_fix,last_fix,fixes_to_true_m,fixes_to_matched_m";

    /// <summary>Writes the table.</summary>
    public static void Write(TextWriter writer, IEnumerable<RouteDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine(Header);
        foreach (var found in differences.OrderByDescending(found => found.LengthM)
            .ThenBy(found => found.Drive, StringComparer.Ordinal).ThenBy(found => found.IsMissed)
            .ThenBy(found => found.Line).ThenBy(found => found.FromM))
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Quoted(found.Drive)},{(found.IsMissed ? "missed" : "wrong")},{NameOf(found.Reason)},{found.LengthM:F0}," +
                $"{found.Line},{found.FromM:F0},{found.From},{found.To},{found.FirstFix},{found.LastFix}," +
                $"{found.FixesToTrueM:F1},{found.FixesToMatchedM:F1}"));
    }

    /// <summary>A reason in snake case.</summary>
    public static string NameOf(DifferenceReason reason) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
