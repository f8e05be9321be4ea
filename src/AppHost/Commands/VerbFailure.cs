using Telemetry.AppHost.Services;
using Telemetry.Contracts.Faults;
using Telemetry.Local;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary>Runs what a verb does, and turns what a person can put right into a sentence and exit code 1.</summary>
internal static class VerbFailure
{
    public static async Task<int> GuardAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (Exception failure) when (IsForPeople(failure))
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return 130;
        }
    }

    private static bool IsForPeople(Exception failure) => failure is
        StackStartException or ServiceStartException or OsmFormatException or BackendUnavailableException or
        HttpRequestException or InvalidDataException or IOException or UnauthorizedAccessException;
}
