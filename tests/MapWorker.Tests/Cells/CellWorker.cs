using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Cells;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Processing;
using Telemetry.MapWorker.Sweeping;

namespace Telemetry.MapWorker.Tests.Cells;

/// <summary>A worker on a platform: its grain engine runs, rounds over cells are run by the test.</summary>
internal sealed class CellWorker : IAsyncDisposable
{
    // Unlike any other time that something waits for.
    public static readonly TimeSpan CellsEvery = TimeSpan.FromMilliseconds(1_730);
    private static readonly TimeSpan s_flushWindow = TimeSpan.FromMilliseconds(710);

    private readonly CellPlatform _platform;
    private readonly ServiceProvider _services;

    private CellWorker(CellPlatform platform, ServiceProvider services) => (_platform, _services) = (platform, services);

    public UnpublishedSweep Sweep => _services.GetRequiredService<UnpublishedSweep>();

    public CellService Service => _services.GetServices<IHostedService>().OfType<CellService>().Single();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<CellWorker> StartAsync(CellPlatform platform)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("MapWorker:FlushWindow", $"{s_flushWindow}"), new("MapWorker:CellsEvery", $"{CellsEvery}"),
            new("MapWorker:Name", $"{Guid.NewGuid():N}"),
        ]).Build();
        var services = new ServiceCollection().AddLogging().AddMetrics()
            .AddSingleton<TimeProvider>(platform.Time)
            .AddSingleton(platform.Keys)
            .AddSingleton<IDeadLetterQueue>(new InMemoryDeadLetterQueue())
            .AddSingleton<IWorkQueue>(platform.Queue)
            .AddSingleton<IChunkStore>(platform.Chunks)
            .AddSingleton<IChunkLedger>(platform.Ledger)
            .AddSingleton<IEvidenceStore>(platform.Evidence)
            .AddSingleton<IPublishedMap>(platform.Map)
            .AddSingleton<IBaseMapStore>(platform.BaseMaps)
            .AddSingleton<ILeaseStore>(platform.Leases)
            .AddMapWorker(configuration);
        var worker = new CellWorker(platform, services.BuildServiceProvider());
        await worker._services.GetRequiredService<StoredGrainEngine>().StartAsync(Cancelled);
        return worker;
    }

    /// <summary>Applies messages and moves the clock on until all of them are durable.</summary>
    public async Task ApplyAsync(params VehicleMessage[] messages)
    {
        var processor = _services.GetRequiredService<MessageProcessor>();
        var all = Task.WhenAll(messages.Select(message => processor.ProcessAsync(message, Cancelled)));
        while (!all.IsCompleted)
        {
            await Task.WhenAny(all, _platform.Time.WaitForTimerAsync(s_flushWindow, Cancelled));
            if (!all.IsCompleted)
                _platform.Time.Advance(s_flushWindow);
        }

        Assert.All(await all, line => Assert.NotEqual(MessageOutcome.DeadLettered, line.Outcome));
    }

    /// <summary>Runs a round over everything that is new.</summary>
    /// <param name="holds">False for a round that loses its lease on the way.</param>
    public Task RunRoundAsync(bool holds = true) =>
        _services.GetRequiredService<CellRound>().RunAsync(all: true, _ => Task.FromResult(holds), Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<StoredGrainEngine>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
