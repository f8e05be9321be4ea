using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Services;
using Telemetry.AppHost.Status;
using Telemetry.Backends;
using Telemetry.HttpHosting.Access;
using Telemetry.MapApi;
using Telemetry.MapWorker;
using Telemetry.Receiver;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Platforms;

/// <summary>
/// Receiver, worker and map API in this process, over backends that need no set-up. Both ports serve every route. Forgets
/// everything when it ends.
/// </summary>
internal sealed class EmbeddedPlatform : IPlatform
{
    /// <summary>
    /// Where a token with the scope <c>admin</c> reads <see cref="PlatformStatus"/>, with the map's hash for <c>hash=true</c>.
    /// </summary>
    public const string StatusRoute = "v1/status";

    private readonly string _folder;
    private readonly DevelopmentToken _token;
    private readonly HeldPort _receiverPort;
    private readonly HeldPort _apiPort;
    private WebApplication? _app;

    private EmbeddedPlatform(string folder, DevelopmentToken token)
    {
        (_folder, _token) = (folder, token);
        _receiverPort = HeldPort.Near(LocalDeployment.ReceiverPort);
        _apiPort = HeldPort.Near(LocalDeployment.ApiPort);
        Backends = EmbeddedBackends.Create(folder, TimeProvider.System);
    }

    /// <inheritdoc/>
    public Uri Receiver => new($"http://{_receiverPort.EndPoint}/");

    /// <inheritdoc/>
    public Uri MapApi => new($"http://{_apiPort.EndPoint}/");

    /// <inheritdoc/>
    public string Token => _token.Value;

    /// <summary>The file that keeps the token; deleted with the platform.</summary>
    public string TokenFile => _token.File;

    /// <inheritdoc/>
    public PlatformBackends Backends { get; }

    /// <summary>A platform that will listen on the usual ports, or on free ones where those are taken.</summary>
    public static EmbeddedPlatform Create()
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-").FullName;
        return new EmbeddedPlatform(folder, DevelopmentToken.Ensure(folder));
    }

    /// <inheritdoc/>
    public async Task StartAsync(
        ImportedRoads roads, string sourceName, VerbProgress progress, CancellationToken cancellationToken)
    {
        await MapImport.PublishAsync(roads, sourceName, Backends, progress, cancellationToken);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(Receiver.ToString(), MapApi.ToString());
        builder.WebHost.UseSockets(sockets => HeldPort.Use(sockets, _receiverPort, _apiPort));
        builder.Configuration.AddInMemoryCollection(
            DevelopmentSecrets.Settings.Concat(_token.ToSettings()).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.Logging.ClearProviders()
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // Ctrl-C belongs to the command line, which ends the vehicles before it ends the platform.
        builder.Services.AddSingleton<IHostLifetime, CommandLineLifetime>();
        Backends.AddTo(builder.Services, builder.Configuration);
        builder.Services.AddReceiver(builder.Configuration)
            .AddMapWorker(builder.Configuration)
            .AddMapApi(builder.Configuration);
        _app = builder.Build();
        _app.UseMapApi();
        _app.MapReceiver();
        _app.MapGet(StatusRoute, async (HttpContext context, bool hash, CancellationToken token) =>
                await context.Response.WriteAsJsonAsync(
                    await new PlatformStatusReader(StatusPorts.Of(Backends), Backends.Time).ReadAsync(hash, token),
                    ReportJson.Options, token))
            .RequireScope(AccessScopes.Admin).ExcludeFromDescription();
        await _app.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _receiverPort.Dispose();
        _apiPort.Dispose();
        await Backends.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class CommandLineLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
