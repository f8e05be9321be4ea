using Telemetry.AppHost.Services;
using Telemetry.Contracts.Faults;
using Telemetry.Local;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary>The failures of the platform's verbs that a person can put right.</summary>
internal static class PlatformFailure
{
    /// <inheritdoc cref="VerbFailure.GuardAsync"/>
    public static Task<int> GuardAsync(Func<Task<int>> verb) => VerbFailure.GuardAsync(verb, IsForPeople);

    private static bool IsForPeople(Exception failure) => failure is
        StackStartException or ServiceStartException or OsmFormatException or BackendUnavailableException;
}
