using System.CommandLine;
using System.CommandLine.Completions;

namespace Telemetry.Terminal;

/// <summary>What can come next on a command line that somebody is typing: verbs, options, values.</summary>
public static class Completion
{
    /// <summary>Comes instead of words where files are wanted: the shell knows them better.</summary>
    public const string Files = ":files";

    /// <summary>Comes instead of words where folders are wanted.</summary>
    public const string Directories = ":directories";

    /// <summary>Finds what can come next.</summary>
    /// <param name="root">The command line's root.</param>
    /// <param name="words">The words typed, without the program's name; the last one is being typed, and may be empty.</param>
    /// <returns>
    /// Words that begin with the last one, in the order that help has them, each with what it does, or only <see cref="Files"/>
    /// or <see cref="Directories"/>.
    /// </returns>
    public static IReadOnlyList<(string Word, string? Description)> Find(Command root, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(words);
        var begun = words.Count == 0 ? "" : words[^1];
        string[] before = [.. words.SkipLast(1)];
        var parsed = root.Parse(before);
        var command = parsed.CommandResult.Command;
        var options = OptionsOf(parsed.CommandResult).ToList();
        if (before.Length > 0 && options.Find(option => IsNamed(option, before[^1])) is { } last && last.Arity.MinimumNumberOfValues > 0)
            return Matching(ValuesOf(last, last.ValueType), begun);
        if (begun.StartsWith('-'))
            return Matching(options.Where(option => !before.Any(word => IsNamed(option, word))).Select(Named), begun);
        if (command.Subcommands.Count > 0)
            return Matching(command.Subcommands.Where(verb => !verb.Hidden).Select(verb => (verb.Name, verb.Description)), begun);
        var next = command.Arguments.FirstOrDefault(argument =>
            parsed.GetResult(argument) is not { Tokens.Count: > 0 } given || given.Tokens.Count < argument.Arity.MaximumNumberOfValues);
        return next is null ? [] : Matching(ValuesOf(next, next.ValueType), begun);
    }

    private static IEnumerable<Option> OptionsOf(System.CommandLine.Parsing.CommandResult command)
    {
        var own = command.Command.Options.AsEnumerable();
        for (var above = command.Parent as System.CommandLine.Parsing.CommandResult; above is not null;
            above = above.Parent as System.CommandLine.Parsing.CommandResult)
            own = own.Concat(above.Command.Options.Where(option => option.Recursive));
        return own.Where(option => !option.Hidden);
    }

    private static bool IsNamed(Option option, string word) => option.Name == word || option.Aliases.Contains(word);

    private static (string, string?) Named(Option option) => (option.Name, option.Description);

    private static IEnumerable<(string, string?)> ValuesOf(Symbol symbol, Type type)
    {
        if (type == typeof(FileInfo))
            return [(Files, null)];
        return type == typeof(DirectoryInfo)
            ? [(Directories, null)]
            : symbol.GetCompletions(CompletionContext.Empty).Select(item => (item.Label, (string?)null));
    }

    private static List<(string, string?)> Matching(IEnumerable<(string Word, string? Description)> found, string begun) =>
        [.. found.Where(one => one.Word is Files or Directories || one.Word.StartsWith(begun, StringComparison.Ordinal))];
}
