using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.HttpHosting.Access;
using Telemetry.HttpHosting.Health;
using Telemetry.HttpHosting.Measures;
using Telemetry.Receiver.Composition;
using Telemetry.Receiver.Endpoints;
using Telemetry.Receiver.Intake;
using Telemetry.Receiver.Lanes;
using Telemetry.Receiver.Intake.Plain;
using Telemetry.Receiver.Options;
using Telemetry.Receiver.Quota;
using Telemetry.Receiver.Receipts;
using Telemetry.Receiver.Recent;

namespace Telemetry.Receiver;

/// <summary>
/// The receiver as a part of any web application: of its own host, or beside worker and API in one process. The ports come from
/// whoever composes it: <see cref="IChunkStore"/>, <see cref="IChunkLedger"/>, an <see cref="IWorkQueue"/> for each lane,
/// <see cref="MapStore.BaseMaps.IBaseMapStore"/> and <see cref="MapStore.Keys.EpochKeyRing"/>, each a singleton. Whoever composes it
/// refreshes the ring from time to time; the receiver only loads it where nobody has.
/// </summary>
public static class ReceiverHost
{
    /// <summary>
    /// Registers the receiver. Configuration: <c>Receiver</c> (<see cref="ReceiverOptions"/>), <c>GroupCommit</c>
    /// (<see cref="GroupCommitOptions"/>), and <see cref="AccessOptions"/>.
    /// </summary>
    public static IServiceCollection AddReceiver(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReceiverOptions>().Bind(configuration.GetSection(ReceiverOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReceiverOptions>, ReceiverOptionsValidator>();
        services.AddOptions<GroupCommitOptions>().Bind(configuration.GetSection("GroupCommit"));
        services.AddAccess(configuration).AddHealth().AddMeasures();
        services.TryAddSingleton(TimeProvider.System);
        AddIntake(services);
        services.AddSingleton<FramesEndpoint>();
        services.AddSingleton<ReceiptsEndpoint>();
        services.AddSingleton<IReadinessCheck, StoreReadiness>();
        services.AddHostedService<CommitDrain>();
        return services;
    }

    /// <summary>
    /// Maps <c>POST /v1/frames</c> and <c>GET /v1/receipts/{id}</c>, both for tokens with the scope <c>ingest</c>. Health endpoints are
    /// the application's: <see cref="HealthRegistration.MapHealth"/>.
    /// </summary>
    public static IEndpointRouteBuilder MapReceiver(this IEndpointRouteBuilder endpoints)
    {
        var frames = endpoints.ServiceProvider.GetRequiredService<FramesEndpoint>();
        var receipts = endpoints.ServiceProvider.GetRequiredService<ReceiptsEndpoint>();
        endpoints.MapPost("/v1/frames", frames.PostAsync).RequireScope(AccessScopes.Ingest);
        endpoints.MapGet("/v1/receipts/{id}", receipts.GetAsync).RequireScope(AccessScopes.Ingest);
        return endpoints;
    }

    private static void AddIntake(IServiceCollection services)
    {
        services.AddSingleton<ReceiverMetrics>();
        services.AddSingleton<EpochKeyLoader>();
        services.AddSingleton<IdentityReplacer>();
        services.AddSingleton<MessageEncoder>();
        services.AddSingleton<PlainBatchReader>();
        services.AddSingleton<BatchReader>();
        services.AddSingleton<VersionsInForce>();
        services.AddSingleton<ChunkGate>();
        services.AddSingleton<BatchIntake>();
        services.AddSingleton<ReceiptBook>();
        services.AddSingleton<ReceiptSigners>();
        services.AddSingleton(provider => Recent(OptionsOf<ReceiverOptions>(provider), Time(provider)));
        services.AddSingleton(provider => Lanes(OptionsOf<ReceiverOptions>(provider), Time(provider)));
        services.AddSingleton(provider => Quota(OptionsOf<ReceiverOptions>(provider), Time(provider)));
        services.AddSingleton(provider => new GroupCommit(
            provider.GetRequiredService<IChunkStore>(), provider.GetRequiredService<IChunkLedger>(), [.. provider.GetServices<IWorkQueue>()],
            () => provider.GetRequiredService<VersionsInForce>().Current, OptionsOf<GroupCommitOptions>(provider), Time(provider)));
    }

    private static RecentWindow Recent(ReceiverOptions options, TimeProvider time) =>
        new(options.RecentMessages, options.RecentFor, time);

    private static LaneChoice Lanes(ReceiverOptions options, TimeProvider time) =>
        new(options.LateAfter, new FleetShares(options.FairShareHeadroom, options.FairShareFloorFramesPerSecond), time);

    private static FleetQuota Quota(ReceiverOptions options, TimeProvider time) =>
        new(options.QuotaFramesPerSecond, options.QuotaBurstFrames, time);

    private static TOptions OptionsOf<TOptions>(IServiceProvider provider)
        where TOptions : class => provider.GetRequiredService<IOptions<TOptions>>().Value;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
