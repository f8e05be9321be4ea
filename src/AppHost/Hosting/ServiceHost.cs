using Telemetry.AppHost.Services;
using Telemetry.HttpHosting.Health;

namespace Telemetry.AppHost.Hosting;

/// <summary>Composes one service of the local and AWS profiles: its host's own registration over the backends it is given.</summary>
internal static class ServiceHost
{
    /// <summary>Builds a service that listens at a URL; settings come from the environment.</summary>
    public static WebApplication Build(ServiceId service, Uri url)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "telemetry-" + service });
        builder.WebHost.UseUrls(url.ToString());
        builder.Services.AddHealth();
        var app = builder.Build();
        app.MapHealth();
        return app;
    }
}
