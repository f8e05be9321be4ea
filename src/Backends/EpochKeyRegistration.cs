using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.MapStore.Keys;

namespace Telemetry.Backends;

/// <summary>The epoch keys, shared by all processes through their store.</summary>
internal static class EpochKeyRegistration
{
    private const string Section = "EpochKeys";

    public static IServiceCollection AddEpochKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<EpochKeyOptions>() ?? new EpochKeyOptions();

        // Refused at start, not at the first message.
        options.ReadSeed();
        services.AddSingleton(provider => new EpochKeyRing(
            provider.GetRequiredService<IEpochKeyStore>(), options, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<EpochKeyRefresh>();
        return services;
    }
}
