using Telemetry.AppHost.Services;
using Telemetry.Local;

namespace Telemetry.AppHost.Hosting;

/// <summary>What the services of a platform on this machine find in their environment.</summary>
internal static class LocalEnvironment
{
    /// <summary>The stack's endpoints, the token's hash, the development secrets.</summary>
    public static IReadOnlyDictionary<string, string> Of(StackEndpoints endpoints, DevelopmentToken token) =>
        endpoints.ToEnvironment()
            .Concat(token.ToSettings().Concat(DevelopmentSecrets.Settings).Select(Variable))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>A setting as .NET's configuration reads it from the environment.</summary>
    private static KeyValuePair<string, string> Variable(KeyValuePair<string, string> setting) =>
        KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value);
}
