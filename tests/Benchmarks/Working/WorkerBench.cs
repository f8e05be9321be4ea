using System.Globalization;
using System.Text.Json.Nodes;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.FleetSimulator.World;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.MapWorker.Processing;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.Benchmarks.Working;

/// <summary>
/// A worker over stores in memory, from the chunk to the published map: it decodes, matches, makes contributions, folds them by grain in
/// its flush window, puts the evidence, derives the facts, publishes them and closes the books, cells and sweeps included. Chunks of 250 ms come at a steady
/// rate by the clock, so that a flush gathers what it would in production. Measured by processor time of the whole process, the collector's
/// threads included: what one thread does. Against matching alone of the same messages.
/// </summary>
public static class WorkerBench
{
    private const double Target = 0.6;
    private const int ChunksPerS = 4;
    private const int MessageFrames = 60;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the benchmark.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told what is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<BenchReport> RunAsync(
        WorkerBenchOptions options, TimeProvider time, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("Driving");
        var world = SimulatedWorld.Create(options.Map, new WorldPerturbation(), options.Seed);
        var seconds = (int)options.Duration.TotalSeconds;
        var perChunk = Math.Max(1, options.FramesPerS / MessageFrames / ChunksPerS);
        var messages = WorkerMessages.Create(world, 2 * seconds * ChunksPerS * perChunk, time.GetUtcNow(), options.Seed, cancellationToken);
        var roads = ImportedRoads.Of(world.BaseMap) with { TurnRestrictions = options.Map.TurnRestrictions };
        await using var platform = await InMemoryPlatform.StartAsync(roads, options.MapName, time, cancellationToken);
        var chunks = messages.Chunk(perChunk).Select(some => (Chunk: platform.Encode(some), Messages: some)).ToArray();
        var half = chunks.Length / 2;
        progress.Report("Warming up");
        await FeedAsync(chunks.AsMemory(0, half));
        var (before, used) = (platform.Measures, Environment.CpuUsage.TotalTime);
        progress.Report("Measuring");
        await FeedAsync(chunks.AsMemory(half));
        used = Environment.CpuUsage.TotalTime - used;
        var after = platform.Measures;
        VehicleMessage[] measured = [.. chunks.Skip(half).SelectMany(chunk => chunk.Messages)];
        var matching = MatchingAlone(measured, RoadGraph.Build(roads.Segments, roads.TurnRestrictions));
        return Report(options, measured, used, matching, before, after);

        async Task FeedAsync(ReadOnlyMemory<((ChunkId Id, byte[] Bytes) Chunk, VehicleMessage[] Messages)> some)
        {
            using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ChunksPerS), time);
            for (var i = 0; i < some.Length && await pace.WaitForNextTickAsync(cancellationToken); i++)
                await platform.SendAsync(some.Span[i].Chunk, some.Span[i].Messages, cancellationToken);
            while (await platform.InFlightAsync(cancellationToken) > 0)
                await Task.Delay(s_look, time, cancellationToken);
        }
    }

    private static TimeSpan MatchingAlone(VehicleMessage[] messages, RoadGraph graph)
    {
        var matcher = new Matcher(graph, MatchOptions.Default);
        Fix[][] drives = [.. messages.Select(FrameConversion.FixesOf)];
        foreach (var drive in drives)
            matcher.Match(drive);
        var begun = Environment.CpuUsage.TotalTime;
        foreach (var drive in drives)
            matcher.Match(drive);
        return Environment.CpuUsage.TotalTime - begun;
    }

    private static BenchReport Report(
        WorkerBenchOptions options, VehicleMessage[] messages, TimeSpan used, TimeSpan matching, string before, string after)
    {
        var frames = (double)messages.Sum(message => message.CountedFrames);
        var (contributions, puts) = (Counted("worker_contributions_total"), Counted("worker_grain_puts_total"));
        return new BenchReport
        {
            Ran = string.Create(
                CultureInfo.InvariantCulture,
                $"{messages.Length} messages of random routes on {options.MapName}, {options.FramesPerS} new frames/s by the clock in chunks of 250 ms, flush window of 1 s, stores in memory; processor time"),
            Ratio = matching / used,
            Value = frames / used.TotalSeconds,
            Unit = "frames/s",
            Against = string.Create(
                CultureInfo.InvariantCulture, $"{frames / matching.TotalSeconds:F0} frames/s of matching alone (to reach: {Target})"),
            Details = new JsonObject
            {
                ["us_per_frame"] = Math.Round(used.TotalMicroseconds / frames, 2),
                ["matching_us_per_frame"] = Math.Round(matching.TotalMicroseconds / frames, 2),
                ["contributions_per_frame"] = Math.Round(contributions / frames, 4),
                ["puts_per_million_frames"] = Math.Round(puts / frames * 1e6),
                ["contributions_per_put"] = Math.Round(contributions / puts, 3),
                ["changes_per_million_frames"] = Math.Round(Counted("worker_changes_total") / frames * 1e6),
            },
        };

        double Counted(string name) => Sum(after, name) - Sum(before, name);
    }

    private static double Sum(string page, string name) => page.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Sum(line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));
}
