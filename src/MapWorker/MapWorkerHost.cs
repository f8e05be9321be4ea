using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.HttpHosting.Health;
using Telemetry.HttpHosting.Measures;
using Telemetry.HttpHosting.Problems;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Cells;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Polling;
using Telemetry.MapWorker.Processing;
using Telemetry.MapWorker.Roads;
using Telemetry.MapWorker.Sweeping;

namespace Telemetry.MapWorker;

/// <summary>Puts the map worker together; needs every port of the platform among the services.</summary>
public static class MapWorkerHost
{
    /// <summary>
    /// Registers the worker over the <em>stored</em> grain engine. Settings come from the sections <c>MapWorker</c> and
    /// <c>Fusion</c>.
    /// </summary>
    public static IServiceCollection AddMapWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MapWorkerOptions>().Bind(configuration.GetSection(MapWorkerOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MapWorkerOptions>>().Value);
        var fusion = configuration.GetSection("Fusion").Get<FusionOptions>() ?? FusionOptions.Default;
        fusion.Validate();
        services.AddSingleton(fusion);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IReadOnlyList<IWorkQueue>>(provider =>
            [.. provider.GetServices<IWorkQueue>().OrderBy(queue => queue.Lane)]);
        services.AddHealth();
        services.AddMeasures();
        services.AddSingleton<IReadinessCheck>(provider => new DelegateReadinessCheck(
            "base map", token => provider.GetRequiredService<IBaseMapStore>().FindNewestAsync(token)));

        services.AddSingleton<WorkerMetrics>();
        services.AddSingleton<Outage>();
        services.AddSingleton(provider => new BaseMapReader(
            provider.GetRequiredService<IBaseMapStore>(), new BaseMapReaderOptions()));
        services.AddSingleton<IRoadSource, BaseMapRoads>();
        services.AddSingleton<MessageMatcher>();
        services.AddSingleton<MessageProcessor>();
        services.AddSingleton<ChunkLoader>();
        services.AddSingleton<ChunkProcessor>();
        services.AddSingleton(provider => new FrameThrottle(
            provider.GetRequiredService<MapWorkerOptions>().FramesPerSecond, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<HeldItems>();
        services.AddSingleton<ItemWork>();
        services.AddSingleton<GrainLoader>();
        services.AddSingleton<OpenedGrains>();
        services.AddSingleton<GrainWriter>();
        services.AddSingleton<FactPublisher>();
        services.AddSingleton<PublishedMarks>();
        services.AddSingleton<FlushWindow>();
        services.AddSingleton<StoredGrainEngine>();
        services.AddSingleton<IGrainEngine>(provider => provider.GetRequiredService<StoredGrainEngine>());
        services.AddSingleton<CellDeriver>();
        services.AddSingleton<DirtyCells>();
        services.AddSingleton<CellPublisher>();
        services.AddSingleton<CellRound>();
        services.AddSingleton<UnpublishedSweep>();
        services.AddSingleton<ResendSweep>();

        // Hosted services stop in the reverse order: the loop finishes what it holds while the engine still runs.
        services.AddHostedService(provider => provider.GetRequiredService<StoredGrainEngine>());
        services.AddHostedService<SweepService>();
        services.AddHostedService<CellService>();
        services.AddHostedService<WorkLoop>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(60));
        return services;
    }

    /// <summary>The worker's pipeline: only health and measures.</summary>
    public static WebApplication UseMapWorker(this WebApplication app)
    {
        app.UseProblems();
        app.MapHealth();
        app.MapMeasures();
        return app;
    }
}
