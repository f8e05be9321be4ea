using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Telemetry.HttpHosting.Measures;

/// <summary>The endpoint of a host's measures.</summary>
public static class MeasureRegistration
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Registers the book; it counts from the host's start. May be called more than once.</summary>
    public static IServiceCollection AddMeasures(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(provider => new MeasureBook(provider.GetRequiredService<IMeterFactory>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MeasureStart>());
        return services;
    }

    /// <summary><c>GET /metrics</c>: the host's measures as Prometheus reads them. Call once per application.</summary>
    public static IEndpointRouteBuilder MapMeasures(this IEndpointRouteBuilder endpoints)
    {
        var book = endpoints.ServiceProvider.GetRequiredService<MeasureBook>();
        endpoints.MapGet("/metrics", () => Results.Text(book.Write(), TextFormat)).ExcludeFromDescription();
        return endpoints;
    }
}
