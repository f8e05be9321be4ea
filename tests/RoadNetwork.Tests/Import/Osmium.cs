using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Telemetry.RoadNetwork.Tests.Import;

/// <summary>The program <c>osmium</c> of Debian's osmium-tool, which counts by itself what an import counts.</summary>
internal static class Osmium
{
    /// <summary>Skips the running test where the program is not installed.</summary>
    public static void MustBeInstalled() => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "osmium"))),
        "osmium is not installed (Debian package osmium-tool).");

    /// <summary>How many ways of a file a filter of <c>osmium tags-filter</c> finds.</summary>
    public static int CountWays(string file, string filter)
    {
        var found = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.osm.pbf");
        try
        {
            Run("tags-filter", "-R", file, filter, "-o", found);
            return int.Parse(Run("fileinfo", "-e", "-g", "data.count.ways", found), CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(found);
        }
    }

    /// <summary>The tags of the ways that a filter finds, by way id.</summary>
    public static Dictionary<long, Dictionary<string, string>> Ways(string file, string filter)
    {
        var ways = new Dictionary<long, Dictionary<string, string>>();
        foreach (var line in Run("tags-filter", "-R", file, filter, "-f", "opl").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ');
            var tags = fields.Single(field => field[0] == 'T')[1..];
            ways.Add(long.Parse(fields[0].AsSpan(1), CultureInfo.InvariantCulture), tags.Split(',').Select(tag => tag.Split('='))
                .ToDictionary(tag => Unescaped(tag[0]), tag => Unescaped(tag[1]), StringComparer.Ordinal));
        }

        return ways;
    }

    /// <summary>Undoes OPL's escapes: a code point in hexadecimal between percent signs.</summary>
    private static string Unescaped(string text)
    {
        var parts = text.Split('%');
        for (var i = 1; i < parts.Length; i += 2)
            parts[i] = char.ConvertFromUtf32(int.Parse(parts[i], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return string.Concat(parts);
    }

    private static string Run(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("osmium", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var complaints = new StringBuilder();
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, complaints.ToString());
        return output.Trim();
    }
}
