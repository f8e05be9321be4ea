using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.V1;
using Telemetry.HttpHosting.Access;
using Telemetry.HttpHosting.Bodies;
using Telemetry.HttpHosting.Problems;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Keys;
using Telemetry.Receiver;

namespace Telemetry.Benchmarks.Receiving;

/// <summary>
/// The receiver over backends in memory; an endpoint that unpacks the same bodies by the same code, parses them with Google.Protobuf
/// and drops them; and one that reads bodies as sent and drops them.
/// </summary>
internal static class ReceiverServer
{
    public const string Token = "bench";
    public const string Fleet = "bench";
    public const string ReceiverRoute = "/v1/frames";
    public const string ParseRoute = "/bench/parse";
    public const string DrainRoute = "/bench/drain";

    private static readonly BodyLimits s_limits = new(4 << 20, 32 << 20);

    /// <summary>Registers what is served; the result maps it.</summary>
    public static Action<WebApplication> Add(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tokens:0:Sha256"] = AccessToken.HashOf(Token), ["Tokens:0:Fleet"] = Fleet, ["Tokens:0:Scopes:0"] = "ingest",
        });
        var (services, time) = (builder.Services, TimeProvider.System);
        services.AddSingleton(time);
        services.AddSingleton<IChunkStore>(new InMemoryChunkStore(time));
        services.AddSingleton<IChunkLedger>(new InMemoryChunkLedger(time));
        foreach (var lane in Enum.GetValues<WorkLane>())
            services.AddSingleton<IWorkQueue>(new InMemoryWorkQueue(lane, time));
        var baseMaps = new InMemoryBaseMapStore();
        services.AddSingleton<IBaseMapStore>(baseMaps);
        services.AddSingleton(new EpochKeyRing(new InMemoryEpochKeyStore(), new EpochKeyOptions(), time));
        services.AddReceiver(builder.Configuration);
        return app =>
        {
            baseMaps.PutManifestAsync(1, new byte[1], CancellationToken.None).GetAwaiter().GetResult();
            app.UseProblems();
            app.MapReceiver();
            app.MapPost(ParseRoute, ParseAsync);
            app.MapPost(DrainRoute, DrainAsync);
        };
    }

    private static async Task ParseAsync(HttpContext context)
    {
        var outcome = await RequestBodyReader.ReadAsync(context, s_limits, context.RequestAborted);
        if (!outcome.Succeeded)
        {
            await outcome.Problem!.ExecuteAsync(context);
            return;
        }

        using var body = outcome.Body;
        if (FrameBatch.Parser.ParseFrom(body.Bytes).Messages.Count == 0)
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    private static Task DrainAsync(HttpContext context) => context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
}
