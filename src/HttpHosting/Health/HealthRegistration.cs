using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telemetry.Contracts.Http;
using Telemetry.HttpHosting.Problems;

namespace Telemetry.HttpHosting.Health;

/// <summary>Health endpoints.</summary>
public static class HealthRegistration
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <summary>Registers the probe; checks are singletons of <see cref="IReadinessCheck"/>. May be called more than once.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReadinessProbe>();
        return services;
    }

    /// <summary>
    /// <c>GET /health/live</c>: 204 while the process serves. <c>GET /health/ready</c>: 204 where every check succeeds and the
    /// host is not stopping, else 503 problem details naming what failed. Call once per application.
    /// </summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.NoContent());
        endpoints.MapGet("/health/ready", (Delegate)ReadyAsync);
        return endpoints;
    }

    private static async Task<IResult> ReadyAsync(HttpContext context)
    {
        var probe = context.RequestServices.GetRequiredService<ReadinessProbe>();
        if (probe.Draining)
            return Problem.Unavailable("The host is stopping.", Retry);
        var faults = await probe.FindFaultsAsync(context.RequestAborted);
        if (faults.Count == 0)
            return Results.NoContent();
        return Problem.Unavailable("Not everything that is needed can be reached.", Retry) with
        {
            Errors = [.. faults.Select(fault => new FieldError(fault.Name, fault.Detail))],
        };
    }
}
