using System.Net.Http.Headers;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.V1;
using Telemetry.HttpHosting.Access;
using Telemetry.HttpHosting.Health;
using Telemetry.HttpHosting.Problems;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Keys;
using Telemetry.TestKit;

namespace Telemetry.Receiver.Tests.Hosting;

/// <summary>A receiver on Kestrel at a free loopback port, over backends in memory, and a client for it.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    public const string Token = "token-of-fleet-a";
    public const string ReadToken = "token-that-only-reads";
    public const string EveryFleetToken = "token-of-every-fleet";

    private readonly WebApplication _app;

    private TestReceiver(WebApplication app, Uri address)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public HttpClient Client { get; }

    public ShiftedTimeProvider Time => (ShiftedTimeProvider)Service<TimeProvider>();

    public FaultyChunkStore Chunks => (FaultyChunkStore)Service<IChunkStore>();

    public IChunkLedger Ledger => Service<IChunkLedger>();

    public IWorkQueue Live => _app.Services.GetServices<IWorkQueue>().Single(queue => queue.Lane == WorkLane.Live);

    public IWorkQueue Bulk => _app.Services.GetServices<IWorkQueue>().Single(queue => queue.Lane == WorkLane.Bulk);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestReceiver> StartAsync(
        bool withBaseMap = true, TestReceiver? sharing = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(Defaults());
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)));
        if (sharing is null)
            AddBackends(builder.Services);
        else
            Share(builder.Services, sharing._app.Services);
        builder.Services.AddSingleton(provider => new EpochKeyRing(
            provider.GetRequiredService<IEpochKeyStore>(), new EpochKeyOptions(), provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddReceiver(builder.Configuration);
        var app = builder.Build();
        app.UseProblems();
        app.MapHealth();
        app.MapReceiver();
        if (withBaseMap && sharing is null)
            await app.Services.GetRequiredService<IBaseMapStore>().PutManifestAsync(7, new byte[1], Cancellation);
        await app.StartAsync(Cancellation);
        return new TestReceiver(app, new Uri(app.Urls.Single()));
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A batch of valid messages of now.</summary>
    public FrameBatch Batch(int messages = 1, int frames = 5) => SampleFrames.Batch(Time.GetUtcNow(), messages, frames);

    public Task<HttpResponseMessage> PostAsync(FrameBatch batch) => PostAsync(batch.ToByteArray(), "application/x-protobuf");

    public Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return Client.PostAsync("/v1/frames", content, Cancellation);
    }

    public async Task<FramesAccepted> AcceptAsync(FrameBatch batch)
    {
        using var response = await PostAsync(batch);
        Assert.Equal(202, (int)response.StatusCode);
        return await ReadAsync<FramesAccepted>(response);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        var type = response.IsSuccessStatusCode ? "application/json" : ProblemReport.MediaType;
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        return (T)JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(Cancellation), HttpJson.Default.GetTypeInfo(typeof(T))!)!;
    }

    public static async Task<ProblemReport> ProblemAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        var problem = await ReadAsync<ProblemReport>(response);
        Assert.Equal(status, problem.Status);
        Assert.StartsWith("urn:telemetry:problem:", problem.Type, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>Every message in every chunk, in the order written.</summary>
    public async Task<IReadOnlyList<VehicleMessage>> StoredAsync()
    {
        var messages = new List<VehicleMessage>();
        foreach (var id in Chunks.Written)
            messages.AddRange(ChunkCodec.Decode((await Chunks.GetAsync(id, Cancellation))!.Value).Messages);
        return messages;
    }

    public Task StopAsync() => _app.StopAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static void AddBackends(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider, ShiftedTimeProvider>();
        services.AddSingleton<IChunkStore>(provider =>
            new FaultyChunkStore(new InMemoryChunkStore(provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton<IChunkLedger>(provider => new InMemoryChunkLedger(provider.GetRequiredService<TimeProvider>()));
        foreach (var lane in Enum.GetValues<WorkLane>())
            services.AddSingleton<IWorkQueue>(provider => new InMemoryWorkQueue(lane, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEpochKeyStore, InMemoryEpochKeyStore>();
        services.AddSingleton<IBaseMapStore, InMemoryBaseMapStore>();
    }

    private static void Share(IServiceCollection services, IServiceProvider others)
    {
        services.AddSingleton(others.GetRequiredService<TimeProvider>());
        services.AddSingleton(others.GetRequiredService<IChunkStore>());
        services.AddSingleton(others.GetRequiredService<IChunkLedger>());
        foreach (var queue in others.GetServices<IWorkQueue>())
            services.AddSingleton(queue);
        services.AddSingleton(others.GetRequiredService<IEpochKeyStore>());
        services.AddSingleton(others.GetRequiredService<IBaseMapStore>());
    }

    private static Dictionary<string, string?> Defaults()
    {
        var settings = new Dictionary<string, string?> { ["GroupCommit:Window"] = "00:00:00.005", ["GroupCommit:RefusedDelay"] = "00:00:00.010" };
        (string Token, string Fleet, string Scope)[] tokens =
            [(Token, "fleet-a", "ingest"), (ReadToken, "fleet-a", "read"), (EveryFleetToken, "*", "ingest")];
        for (var i = 0; i < tokens.Length; i++)
        {
            settings[$"Tokens:{i}:Sha256"] = AccessToken.HashOf(tokens[i].Token);
            settings[$"Tokens:{i}:Fleet"] = tokens[i].Fleet;
            settings[$"Tokens:{i}:Scopes:0"] = tokens[i].Scope;
        }

        return settings;
    }
}
