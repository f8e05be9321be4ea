namespace Telemetry.Terminal;

/// <summary>Runs what a verb does, and turns what a person can put right into a sentence and exit code 1.</summary>
public static class VerbFailure
{
    /// <summary>Runs a verb.</summary>
    /// <param name="verb">Gives the exit code.</param>
    /// <param name="isForPeople">
    /// Whether a failure's message tells a person what to do; asked about those that are not of input, output or network.
    /// </param>
    /// <returns>The verb's exit code; 1 after a failure for people, 130 after Ctrl-C.</returns>
    public static async Task<int> GuardAsync(Func<Task<int>> verb, Func<Exception, bool> isForPeople)
    {
        ArgumentNullException.ThrowIfNull(verb);
        ArgumentNullException.ThrowIfNull(isForPeople);
        try
        {
            return await verb().ConfigureAwait(false);
        }
        catch (Exception failure) when (IsOfTheWorld(failure) || isForPeople(failure))
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.").ConfigureAwait(false);
            return 130;
        }
    }

    private static bool IsOfTheWorld(Exception failure) =>
        failure is HttpRequestException or InvalidDataException or IOException or UnauthorizedAccessException;
}
