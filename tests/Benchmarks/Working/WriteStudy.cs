using System.Globalization;
using System.Text;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;
using Telemetry.Evaluation.Plots;
using Telemetry.FleetSimulator.World;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.MapWorker.Processing;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.Benchmarks.Working;

/// <summary>
/// How often evidence is written as the load on an area rises: contributions of matched messages come in chunks of 250 ms, which are dealt
/// out to workers in turn; a worker's flush window opens with the first contribution that waits and ends with one put for every grain that has
/// any. Simulated time, no store: a put is counted, not done, and none conflicts.
/// </summary>
public static class WriteStudy
{
    private const int MessageFrames = 60;
    private const double ChunkS = 0.25;
    private const int Messages = 12_000;
    private const int Windows = 10;
    private static readonly double[] s_loads = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

    /// <summary>Runs the study over one area.</summary>
    /// <param name="map">The roads of the area.</param>
    /// <param name="start">The event time of the drives.</param>
    /// <param name="seed">Every chance follows from it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static IReadOnlyList<WriteStudyRow> Run(ImportedRoads map, DateTimeOffset start, ulong seed, CancellationToken cancellationToken)
    {
        var world = SimulatedWorld.Create(map, new WorldPerturbation(), seed);
        var messages = WorkerMessages.Create(world, Messages, start, seed, cancellationToken);
        var grains = GrainsOf(messages, RoadGraph.Build(world.BaseMap, map.TurnRestrictions), cancellationToken);
        var area = AreaKm2(map);
        return
        [
            .. from window in new[] { 1.0, 10.0 } from workers in new[] { 1, 2, 10 } from load in s_loads
               select Row(grains, load, workers, window, area),
        ];
    }

    /// <summary>The rows as comma-separated values with a header.</summary>
    public static string ToCsv(IEnumerable<WriteStudyRow> rows)
    {
        var text = new StringBuilder("frames_per_s,frames_per_s_km2,workers,window_s,puts_per_million_frames,contributions_per_put\n");
        foreach (var row in rows)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row.FramesPerS},{row.FramesPerSKm2:F2},{row.Workers},{row.WindowS},{row.PutsPerMillionFrames:F0},{row.ContributionsPerPut:F3}\n");
        return text.ToString();
    }

    /// <summary>A plot of writes against load, a panel for each flush window.</summary>
    public static string ToSvg(IReadOnlyList<WriteStudyRow> rows)
    {
        var most = rows.Max(row => row.PutsPerMillionFrames) / 1_000;
        var x = new PlotAxis(100, 100_000, 0, "frames/s on the area", IsLog: true);
        var y = new PlotAxis(0, Math.Ceiling(most / 20) * 20, 20, "k");
        return SvgPlot.Draw("Writes of evidence per million frames as the load rises", [.. rows.Select(row => row.WindowS).Distinct().Select(Panel)]);

        PlotPanel Panel(double window) => new(
            string.Create(CultureInfo.InvariantCulture, $"puts per million frames, flush window {window:F0} s"), x, y,
            [
                .. new[] { (1, PlotSeries.Blue), (2, PlotSeries.Red), (10, PlotSeries.Black) }.Select(one => new PlotSeries(
                    $"{one.Item1} workers", one.Item2, PlotMark.LineAndDots,
                    [.. rows.Where(row => row.WindowS == window && row.Workers == one.Item1)
                        .Select(row => (row.FramesPerS, row.PutsPerMillionFrames / 1_000))])),
            ]);
    }

    private static GrainId[][] GrainsOf(VehicleMessage[] messages, RoadGraph graph, CancellationToken cancellationToken)
    {
        var matcher = new Matcher(graph, MatchOptions.Default);
        return [.. messages.Select(message =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Fix[] fixes = FrameConversion.FixesOf(message);
            var contributions = ContributionBuilder.Build(
                FrameConversion.ObservationOf(message, fixes), matcher.Match(fixes), graph, new AnyPseudonym());
            return contributions.Select(one => one.Grain).ToArray();
        })];
    }

    private static WriteStudyRow Row(GrainId[][] messages, double framesPerS, int workers, double windowS, double areaKm2)
    {
        var windows = Enumerable.Range(0, workers).Select(_ => (EndS: double.NegativeInfinity, Grains: new HashSet<GrainId>())).ToArray();
        var (puts, contributions) = (0L, 0L);
        var count = Math.Max(messages.Length, (int)(framesPerS / MessageFrames * windowS * Windows));
        for (var i = 0; i < count; i++)
        {
            var chunk = (long)(i * MessageFrames / framesPerS / ChunkS);
            ref var window = ref windows[chunk % workers];
            if (chunk * ChunkS >= window.EndS)
            {
                puts += window.Grains.Count;
                window.Grains.Clear();
                window.EndS = chunk * ChunkS + windowS;
            }

            var grains = messages[i % messages.Length];
            contributions += grains.Length;
            window.Grains.UnionWith(grains);
        }

        puts += windows.Sum(window => (long)window.Grains.Count);
        return new WriteStudyRow(
            framesPerS, framesPerS / areaKm2, workers, windowS, puts * 1e6 / ((double)count * MessageFrames), (double)contributions / puts);
    }

    private static double AreaKm2(ImportedRoads map)
    {
        const double KmPerDeg = 111.2;
        var box = map.Segments.Select(segment => GeoBox.Around(segment.Line.AsSpan())).Aggregate((a, b) => a.Union(b));
        var middle = double.DegreesToRadians((box.SouthE7 + (double)box.NorthE7) / 2e7);
        return ((double)box.EastE7 - box.WestE7) / 1e7 * KmPerDeg * Math.Cos(middle) * ((double)box.NorthE7 - box.SouthE7) / 1e7 * KmPerDeg;
    }

    // Writes do not depend on who drove.
    private sealed class AnyPseudonym : IVehiclePseudonyms
    {
        public Contracts.Identity.Hash128 On(GrainId grain, int epoch) => default;
    }
}
