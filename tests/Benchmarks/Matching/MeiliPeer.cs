using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Telemetry.Benchmarks.Matching;

/// <summary>
/// Valhalla's map matching (Meili) as a process of its own, from the npm package that <c>tests/Benchmarks/Peers</c> pins. It does one
/// thing at a time, in one thread. Disposing ends it. Not thread-safe.
/// </summary>
internal sealed class MeiliPeer : IDisposable
{
    private readonly Process _process;

    private MeiliPeer(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="peers">The folder with the package's <c>node_modules</c> and <c>meili.cjs</c>.</param>
    /// <exception cref="PeerMissingException">The package is not installed, or there is no Node.js.</exception>
    public static MeiliPeer Start(string peers)
    {
        const string HowToInstall = "Run ./telemetry bench match --install once (npm, about 300 MB into a folder that git ignores).";
        var package = Path.Combine(peers, "node_modules", "@valhallajs", "valhallajs", "package.json");
        if (!File.Exists(package))
            throw new PeerMissingException("Valhalla's npm package, which matching is measured against, is not installed.", HowToInstall);
        var start = new ProcessStartInfo("node", [Path.Combine(peers, "meili.cjs"), peers])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
            // Calls run on a pool of threads: one of them, as on this side.
            Environment = { ["UV_THREADPOOL_SIZE"] = "1" },
        };
        try
        {
            return new MeiliPeer(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PeerMissingException("There is no node on the PATH, which Valhalla's package runs on.", "Install Node.js 16 or newer.");
        }
    }

    /// <summary>Builds an extract's routing tiles, unless they lie in the folder already, and loads them.</summary>
    /// <returns>Valhalla's version.</returns>
    public string Prepare(string map, string tiles) =>
        (string?)Ask(new JsonObject { ["map"] = map, ["tiles"] = tiles })["version"] ?? "unknown";

    /// <summary>Reads one request per line, to be answered again and again.</summary>
    public void Load(string file) => Ask(new JsonObject { ["load"] = file });

    /// <summary>Answers all requests by an action of Valhalla's, from JSON to JSON.</summary>
    /// <returns>Seconds taken by the clock and of processors, and how many failed.</returns>
    public (double Seconds, double CpuSeconds, int Failed) Run(string action)
    {
        var said = Ask(new JsonObject { ["run"] = action });
        return ((double)said["seconds"]!, (double)said["cpuSeconds"]!, (int)said["failed"]!);
    }

    /// <summary>Writes the line matched to each request, encoded; an empty one where it failed.</summary>
    public void WriteShapes(string file) => Ask(new JsonObject { ["shapes"] = file });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private JsonNode Ask(JsonObject question)
    {
        _process.StandardInput.WriteLine(question.ToJsonString());
        _process.StandardInput.Flush();
        // Tools that it runs, and the package itself, may write to its output as well.
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.StartsWith('{'))
                continue;
            var said = JsonNode.Parse(line)!;
            return said["error"] is { } error ? throw new InvalidOperationException($"Valhalla's process: {error}") : said;
        }

        throw new InvalidOperationException("Valhalla's process ended early; what it said stands above.");
    }
}
