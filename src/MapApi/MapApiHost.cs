using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.OpenApi;
using Telemetry.HttpHosting.Access;
using Telemetry.HttpHosting.Health;
using Telemetry.HttpHosting.Problems;
using Telemetry.MapApi.Features;
using Telemetry.MapApi.Http;
using Telemetry.MapApi.Landing;
using Telemetry.MapApi.SpeedLimits;
using Telemetry.MapApi.Updates;
using Telemetry.MapStore.Published;

namespace Telemetry.MapApi;

/// <summary>Puts the map API together; needs an <see cref="IPublishedMap"/> among the services.</summary>
public static class MapApiHost
{
    /// <summary>Registers what the endpoints need.</summary>
    public static IServiceCollection AddMapApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess(configuration);
        services.AddHealth();
        services.AddSingleton<SpeedLimitFinder>();
        services.AddSingleton<IReadinessCheck>(provider => new DelegateReadinessCheck(
            "published map", token => provider.GetRequiredService<IPublishedMap>().FindNewestVersionAsync(token)));
        services.AddOpenApi(options =>
        {
            // What the conformance class oas30 and the link to the document promise.
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Car-as-a-sensor map";
                document.Info.Description = "Speed limits, road geometry and road changes as learned from vehicles.";
                return Task.CompletedTask;
            });
        });
        services.AddResponseCompression(options =>
        {
            // Nothing secret is reflected in these answers, so compressing them under TLS gives nothing away.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, MapJson.GeoJsonType, "application/problem+json"];
        });
        return services;
    }

    /// <summary>The whole pipeline: problem details, compression, health, and the endpoints for the scope <c>read</c>.</summary>
    public static WebApplication UseMapApi(this WebApplication app)
    {
        app.UseProblems();
        app.UseResponseCompression();
        app.MapHealth();
        var readers = app.MapGroup("").RequireScope(AccessScopes.Read);
        LandingEndpoints.Map(readers);
        FeatureEndpoints.Map(readers);
        SpeedLimitEndpoint.Map(readers);
        UpdateEndpoints.Map(readers);
        readers.MapOpenApi("/api").WithName("getApi");
        return app;
    }
}
