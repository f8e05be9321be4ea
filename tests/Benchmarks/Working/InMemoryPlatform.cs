using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Identity;
using Telemetry.HttpHosting.Measures;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Keys;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.Benchmarks.Working;

/// <summary>A worker as in production, all of its services included, over stores in memory.</summary>
internal sealed class InMemoryPlatform : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly InMemoryChunkStore _chunks;
    private readonly InMemoryChunkLedger _ledger;
    private readonly InMemoryWorkQueue _queue;
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];
    private ulong _sent;

    private InMemoryPlatform(TimeProvider time, EpochKeyRing keys, InMemoryBaseMapStore baseMaps, InMemoryPublishedMap map, InMemoryEvidenceStore evidence)
    {
        _time = time;
        (_chunks, _ledger, _queue) = (new InMemoryChunkStore(time), new InMemoryChunkLedger(time), new InMemoryWorkQueue(WorkLane.Live, time));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(time);
        services.AddSingleton(keys);
        services.AddSingleton<IDeadLetterQueue>(new InMemoryDeadLetterQueue());
        services.AddSingleton<IWorkQueue>(_queue);
        services.AddSingleton<IChunkStore>(_chunks);
        services.AddSingleton<IChunkLedger>(_ledger);
        services.AddSingleton<IEvidenceStore>(evidence);
        services.AddSingleton<IPublishedMap>(map);
        services.AddSingleton<IBaseMapStore>(baseMaps);
        services.AddSingleton<ILeaseStore>(new InMemoryLeaseStore());
        services.AddMapWorker(new ConfigurationBuilder().Build());
        _services = services.BuildServiceProvider();
    }

    /// <summary>What the worker has counted, in the text format of Prometheus.</summary>
    public string Measures => _services.GetRequiredService<MeasureBook>().Write();

    /// <summary>Frames that are not done yet.</summary>
    public async Task<long> InFlightAsync(CancellationToken cancellationToken) => (await _ledger.SumAsync(cancellationToken)).Frames.InFlight;

    public static async Task<InMemoryPlatform> StartAsync(
        ImportedRoads roads, string mapName, TimeProvider time, CancellationToken cancellationToken)
    {
        var keys = new EpochKeyRing(
            new InMemoryEpochKeyStore(), new EpochKeyOptions { Seed = Convert.ToBase64String(new byte[EpochKeyRing.KeyBytes]) }, time);
        await keys.RefreshAsync(cancellationToken);
        var (baseMaps, map, evidence) = (new InMemoryBaseMapStore(), new InMemoryPublishedMap(time), new InMemoryEvidenceStore());
        await new BaseMapImport(baseMaps, map, evidence, new InMemoryLeaseStore(), FusionOptions.Default, time)
            .RunAsync(roads, BaseMapOrigin.OpenStreetMap(mapName), null, cancellationToken);
        var platform = new InMemoryPlatform(time, keys, baseMaps, map, evidence);
        foreach (var service in platform._services.GetServices<IHostedService>())
        {
            await service.StartAsync(cancellationToken);
            platform._started.Add(service);
        }

        return platform;
    }

    /// <summary>A chunk of messages, not yet sent: encoding it is the receiver's work.</summary>
    public (ChunkId Id, byte[] Bytes) Encode(IReadOnlyList<VehicleMessage> messages)
    {
        var created = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var id = new ChunkId(new Hash128(1, ++_sent), created);
        return (id, ChunkCodec.Encode(new ChunkHeader(id, 1, FusionModel.Version), messages));
    }

    /// <summary>Sends a chunk as the receiver does.</summary>
    public async Task SendAsync((ChunkId Id, byte[] Bytes) chunk, IReadOnlyList<VehicleMessage> messages, CancellationToken cancellationToken)
    {
        await _chunks.PutAsync(chunk.Id, chunk.Bytes, cancellationToken);
        var item = new WorkItem(
            chunk.Id, 1, FusionModel.Version, messages.Count, messages.Sum(message => message.CountedFrames), _time.GetUtcNow());
        await _ledger.OpenAsync(
            new ChunkEntry(
                item, WorkLane.Live, [.. messages.Select(message => new MessageEntry(message.Frames.Length, 0, MessageOutcome.InFlight, null))],
                default, null),
            cancellationToken);
        await _queue.SendAsync(item, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_started))
            await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
