using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Polling;
using Telemetry.MapWorker.Processing;

namespace Telemetry.MapWorker.Tests;

/// <summary>A worker as its host puts it together, on a platform; the engine runs, the loop only where it is started.</summary>
internal sealed class TestWorker : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestWorker(ServiceProvider services) => _services = services;

    public ChunkProcessor Processor => Service<ChunkProcessor>();

    public IGrainEngine Engine => Service<IGrainEngine>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <param name="platform">What it works on.</param>
    /// <param name="settings">Of the section <c>MapWorker</c>; the flush window is 10 ms otherwise.</param>
    public static async Task<TestWorker> StartAsync(TestPlatform platform, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("MapWorker:FlushWindow", "00:00:00.010"), new("MapWorker:Name", $"{Guid.NewGuid():N}")])
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("MapWorker:" + one.Key, (string?)one.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(platform.Time);
        services.AddSingleton(platform.Keys);
        services.AddSingleton<IDeadLetterQueue>(platform.DeadLetters);
        services.AddSingleton(platform.Faults.Around<IWorkQueue>(platform.Queue));
        services.AddSingleton(platform.Faults.Around<IChunkStore>(platform.Chunks));
        services.AddSingleton(platform.Faults.Around<IChunkLedger>(platform.Ledger));
        services.AddSingleton(platform.Faults.Around<IEvidenceStore>(platform.Evidence));
        services.AddSingleton(platform.Faults.Around<IPublishedMap>(platform.Map));
        services.AddSingleton(platform.Faults.Around<IBaseMapStore>(platform.BaseMaps));
        services.AddSingleton<ILeaseStore>(platform.Leases);
        services.AddMapWorker(configuration);

        // Retries follow the real clock: a test whose clock stands need not know their jittered delays.
        services.AddSingleton(new Outage(TimeProvider.System, NullLogger<Outage>.Instance));
        var worker = new TestWorker(services.BuildServiceProvider());
        await worker.Service<StoredGrainEngine>().StartAsync(Cancelled);
        return worker;
    }

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public T Hosted<T>()
        where T : IHostedService => _services.GetServices<IHostedService>().OfType<T>().Single();

    public Task StartLoopAsync() => Hosted<WorkLoop>().StartAsync(Cancelled);

    public Task StopLoopAsync() => Hosted<WorkLoop>().StopAsync(Cancelled);

    /// <summary>Processes an item as if the queue had just delivered it.</summary>
    public Task ProcessAsync(WorkItem item) => Processor.ProcessAsync(new ReceivedWorkItem(item, "r", 1), Cancelled);

    public async ValueTask DisposeAsync()
    {
        await Service<StoredGrainEngine>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
