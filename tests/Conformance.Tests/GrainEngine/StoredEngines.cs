using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.MapStore.Leases;
using Telemetry.MapWorker;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Sweeping;

namespace Telemetry.Conformance.Tests.GrainEngine;

/// <summary>Stored engines as their hosts put them together, one host each.</summary>
internal sealed class StoredEngines : IAsyncDisposable
{
    private readonly List<ServiceProvider> _hosts = [];

    public async Task<IReadOnlyList<IGrainEngine>> StartAsync(EngineStores stores, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _hosts.Add(Host(stores));
            await _hosts[i].GetRequiredService<StoredGrainEngine>().StartAsync(TestContext.Current.CancellationToken);
        }

        return [.. _hosts.Select(host => host.GetRequiredService<IGrainEngine>())];
    }

    /// <summary>Twice: a sweep publishes what the one before saw unpublished too.</summary>
    public async Task SweepAsync()
    {
        var sweep = _hosts[^1].GetRequiredService<UnpublishedSweep>();
        await sweep.RunAsync(TestContext.Current.CancellationToken);
        await sweep.RunAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.GetRequiredService<StoredGrainEngine>().StopAsync(CancellationToken.None);
            await host.DisposeAsync();
        }
    }

    private static ServiceProvider Host(EngineStores stores)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(stores.Evidence);
        services.AddSingleton(stores.Map);
        services.AddSingleton(stores.BaseMaps);
        services.AddSingleton<ILeaseStore>(new InMemoryLeaseStore());
        services.AddMapWorker(new ConfigurationBuilder()
            .AddInMemoryCollection([new("MapWorker:FlushWindow", "00:00:00.010")]).Build());
        return services.BuildServiceProvider();
    }
}
