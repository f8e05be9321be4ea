using System.CommandLine;

namespace Telemetry.Terminal;

/// <summary>Runs what a verb does, and turns what a person can put right into two lines and an exit code.</summary>
public static class VerbRun
{
    /// <summary>The action of a verb.</summary>
    /// <param name="describe">
    /// The failures that are particular to the verb's program; null for others. Asked first, before
    /// <see cref="VerbFailure.OfTheWorld"/>.
    /// </param>
    /// <param name="verb">Gives the exit code.</param>
    public static Func<ParseResult, CancellationToken, Task<int>> Of(
        Func<Exception, VerbFailure?> describe, Func<ParseResult, VerbProgress, CancellationToken, Task<int>> verb) =>
        async (parsed, cancellationToken) =>
        {
            using var progress = parsed.CreateProgress();
            return await GuardAsync(() => verb(parsed, progress, cancellationToken), describe, progress).ConfigureAwait(false);
        };

    /// <summary>Runs a verb.</summary>
    /// <param name="verb">Gives the exit code.</param>
    /// <param name="describe">As in <see cref="Of"/>.</param>
    /// <param name="progress">Told of a failure.</param>
    /// <returns>The verb's exit code, that of its failure, or 130 after Ctrl-C.</returns>
    public static async Task<int> GuardAsync(
        Func<Task<int>> verb, Func<Exception, VerbFailure?> describe, IProgress<string> progress)
    {
        ArgumentNullException.ThrowIfNull(verb);
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentNullException.ThrowIfNull(progress);
        try
        {
            return await verb().ConfigureAwait(false);
        }
        catch (Exception failure) when ((describe(failure) ?? VerbFailure.OfTheWorld(failure)) is not null)
        {
            var told = (describe(failure) ?? VerbFailure.OfTheWorld(failure))!;
            progress.Report(told.ToText());
            return told.ExitCode;
        }
        catch (OperationCanceledException)
        {
            progress.Report("Interrupted.");
            return ExitCodes.Interrupted;
        }
    }
}
