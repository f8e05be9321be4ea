using Telemetry.AppHost.Services;
using Telemetry.Backends;
using Telemetry.Contracts.Faults;
using Telemetry.HttpHosting.Health;
using Telemetry.HttpHosting.Measures;
using Telemetry.HttpHosting.Problems;
using Telemetry.MapApi;
using Telemetry.MapWorker;
using Telemetry.Receiver;

namespace Telemetry.AppHost.Hosting;

/// <summary>Runs one service of the local and AWS profiles: its host's own registration over the backends of the environment.</summary>
internal static class ServiceHost
{
    private static readonly TimeSpan s_tryAgain = TimeSpan.FromSeconds(1);

    /// <summary>Serves until the process is told to end. Waits for backends that are down when it starts.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ServiceId service, Uri url, CancellationToken cancellationToken)
    {
        await using var backends = await ConnectAsync(cancellationToken);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(url.ToString());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

        // One line per request is the access log's business, which a proxy in front of the service writes.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        backends.AddTo(builder.Services, builder.Configuration);
        switch (service.Kind)
        {
            case ServiceKind.Receiver:
                builder.Services.AddReceiver(builder.Configuration);
                break;
            case ServiceKind.Worker:
                builder.Services.AddMapWorker(builder.Configuration);
                break;
            default:
                builder.Services.AddMapApi(builder.Configuration);
                break;
        }

        await using var app = builder.Build();
        Use(app, service.Kind);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static void Use(WebApplication app, ServiceKind kind)
    {
        switch (kind)
        {
            case ServiceKind.Receiver:
                app.UseProblems();
                app.MapHealth();
                app.MapMeasures();
                app.MapReceiver();
                break;
            case ServiceKind.Worker:
                app.UseMapWorker();
                break;
            default:
                app.UseMapApi();
                break;
        }
    }

    private static async Task<PlatformBackends> ConnectAsync(CancellationToken cancellationToken)
    {
        var settings = BackendSettings.Read(Environment.GetEnvironmentVariable);
        while (true)
        {
            try
            {
                return await ServiceBackends.ConnectAsync(settings, TimeProvider.System, cancellationToken);
            }
            catch (BackendUnavailableException exception)
            {
                await Console.Error.WriteLineAsync($"{exception.Message} Trying again.");
                await Task.Delay(s_tryAgain, TimeProvider.System, cancellationToken);
            }
        }
    }
}
