using System.CommandLine;
using System.CommandLine.Parsing;

namespace Telemetry.Terminal;

/// <summary>Says what is wrong with a command line: what was not understood, what is near it, and where help is.</summary>
public static class UsageError
{
    /// <summary>Writes it to standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(ParseResult parsed)
    {
        var screen = Screen.Error(ColourChoice.Never);
        foreach (var line in Describe(parsed))
            screen.WriteLine(line);
        return ExitCodes.Usage;
    }

    /// <summary>What is wrong, then what to do about it.</summary>
    public static IReadOnlyList<string> Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult;

        // A word that was not understood explains why another is missing.
        var errors = parsed.Errors.Select(error => error.Message).Distinct().ToList();
        var unmatched = errors.FindAll(error => parsed.UnmatchedTokens.Any(token => error.Contains($"'{token}'", StringComparison.Ordinal)));
        var lines = unmatched.Count > 0 ? unmatched : errors;
        var known = command.Command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            .Concat(command.Command.Options.Concat(Recursive(command)).Select(option => option.Name));
        var near = parsed.UnmatchedTokens.Select(token => Spelling.FindNearest(token, known)).OfType<string>().Distinct().ToList();
        lines.Add(near.Count > 0
            ? $"Did you mean {string.Join(' ', near)}? {PathOf(command)} --help says what can be written here."
            : $"{PathOf(command)} --help says what can be written here.");
        return lines;
    }

    private static IEnumerable<Option> Recursive(CommandResult command)
    {
        for (var above = command.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
            foreach (var option in above.Command.Options.Where(option => option.Recursive))
                yield return option;
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;
}
