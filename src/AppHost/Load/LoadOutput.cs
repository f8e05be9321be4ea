using System.Text.Json;
using System.Text.Json.Nodes;
using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Reports;

namespace Telemetry.AppHost.Load;

/// <summary>Writes what a load test came to.</summary>
internal static class LoadOutput
{
    /// <summary>In sentences and figures, lines of any length.</summary>
    public static string InWords(LoadReport report) => string.Join(
        Environment.NewLine, LoadFigures.Of(report).Select(figure => $"{figure.Name}: {figure.Value}").Prepend(""));

    /// <summary>As one JSON object.</summary>
    public static string InJson(LoadReport report) => JsonSerializer.Serialize(report, ReportJson.Options);

    /// <summary>Makes the folder of a report, before the test: minutes later would be a bad time to learn that it cannot be.</summary>
    /// <exception cref="VerbFailureException">There is no folder for the page, or a file is where the folder is to be.</exception>
    public static void Prepare(string path)
    {
        if (File.Exists(path) && !IsPage(path))
            throw VerbFailureException.Usage($"--report: {path} is a file.", "Name a folder, or a file that ends with .html.");
        var folder = IsPage(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        if (IsPage(path) && !Directory.Exists(folder))
            throw VerbFailureException.Usage($"--report: there is no folder {folder}.", "Make it, or name a folder: that is made where it is not there.");
        Directory.CreateDirectory(folder);
    }

    /// <summary>Writes the page, and into a folder also the figures with every sample, as <c>load.html</c> and <c>load.json</c>.</summary>
    /// <param name="path">A folder, made where it is not there, or a file that ends with <c>.html</c>.</param>
    /// <param name="log">What was seen.</param>
    /// <returns>The file of the page.</returns>
    public static string WriteReport(string path, LoadLog log)
    {
        if (IsPage(path))
        {
            File.WriteAllText(path, LoadPage.Write(log));
            return path;
        }

        var page = Path.Combine(path, "load.html");
        File.WriteAllText(page, LoadPage.Write(log));
        var json = JsonSerializer.SerializeToNode(LoadReport.Of(log), ReportJson.Options)!.AsObject();
        json["samples"] = JsonSerializer.SerializeToNode(log.Samples, ReportJson.Options) as JsonArray;
        File.WriteAllText(Path.Combine(path, "load.json"), json.ToJsonString(ReportJson.Options));
        return page;
    }

    /// <summary>True where a path names a page and not a folder.</summary>
    public static bool IsPage(string path) => path.EndsWith(".html", StringComparison.OrdinalIgnoreCase);
}
