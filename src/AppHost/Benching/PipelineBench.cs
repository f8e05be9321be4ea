using System.Globalization;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Platforms;
using Telemetry.Benchmarks;
using Telemetry.Benchmarks.Fleets;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Benching;

/// <summary>
/// The whole platform under the load of a large fleet, with the servers of the local stack and the fleet on the same machine: what is
/// acknowledged, applied and published, and what each process needs for it.
/// </summary>
internal static class PipelineBench
{
    private const double TargetPerS = 18_000;

    // Measured are the first minutes of processes that run for weeks: instrumented code, which pays later, would be half of them.
    private static readonly IReadOnlyDictionary<string, string> s_settings =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_TieredPGO"] = "0" };

    // Room to make the bodies; the receiver takes frames of up to five minutes ahead.
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(2);

    public static async Task<BenchReport> RunAsync(PipelineOptions options, VerbProgress progress, CancellationToken cancellationToken)
    {
        var source = MapImport.Read(options.Map, progress, cancellationToken);
        var world = SimulatedWorld.Create(source, new WorldPerturbation(), options.Seed);
        var full = CreatePosts(options, world, options.Vehicles, 1, progress, cancellationToken);
        var half = options.HalfLoad ? CreatePosts(options, world, options.Vehicles / 2, 2, progress, cancellationToken) : [];
        var platform = await LocalPlatform.CreateAsync(options.Workers, progress, cancellationToken, s_settings);
        await using var disposing = platform;
        await platform.StartAsync(
            ImportedRoads.Of(world.BaseMap) with { TurnRestrictions = source.TurnRestrictions }, options.Map.Name, progress, cancellationToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var http = new HttpClient { BaseAddress = platform.Receiver };
        var load = new PipelineLoad(platform, options, progress);
        var figures = await load.RunAsync(full, http, cancellationToken);
        var details = figures.ToJson();
        if (options.HalfLoad)
            details["half_load"] = (await load.RunAsync(half, http, cancellationToken)).ToJson();
        return new BenchReport
        {
            Ran = string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Map.Name}, {options.Vehicles} vehicles at 1 Hz, messages of 60 new frames, gzip, posted by {FleetPlan.Gateways} gateways every {FleetPlan.GatewayInterval.TotalMilliseconds:F0} ms each over HTTP/1.1; stored engine, {options.Workers} workers, local stack and generator on the same {Environment.ProcessorCount} processors; {options.Duration.TotalSeconds:F0} s after {options.WarmUp.TotalSeconds:F0} s"),
            Ratio = figures.SustainedPerS / TargetPerS,
            Value = figures.SustainedPerS,
            Unit = "frames/s",
            Against = string.Create(CultureInfo.InvariantCulture, $"{TargetPerS:F0} frames/s"),
            Details = details,
        };
    }

    private static IReadOnlyList<FleetPost> CreatePosts(
        PipelineOptions options, SimulatedWorld world, int vehicles, ulong seed, VerbProgress progress, CancellationToken cancellationToken)
    {
        using var step = progress.Begin(new ProgressMeter("Driving", "Drove", ProgressUnit.Of("messages"), progress.Time));
        var told = new Told<(int Done, int All)>(value => step.Line.Update(value.Done, value.All));
        var plan = new FleetPlan(vehicles, options.WarmUp + options.Duration, options.Seed * 2 + seed);
        var posts = FleetPosts.Create(world, plan, progress.Time.GetUtcNow() + s_ahead, told, cancellationToken);
        step.Complete();
        return posts;
    }
}
