using System.CommandLine;
using System.CommandLine.Parsing;

namespace Telemetry.Terminal;

/// <summary>Refuses what is no file before a verb starts anything.</summary>
public static class ExistingFile
{
    /// <summary>Every value of the option must name a file.</summary>
    public static void MustExist(this Option option)
    {
        ArgumentNullException.ThrowIfNull(option);
        option.CompletionSources.Add(Completion.Files);
        option.Validators.Add(result => Check(result, result.Tokens));
    }

    /// <summary>Every value of the argument must name a file.</summary>
    public static void MustExist(this Argument argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        argument.CompletionSources.Add(Completion.Files);
        argument.Validators.Add(result => Check(result, result.Tokens));
    }

    private static void Check(SymbolResult result, IEnumerable<Token> tokens)
    {
        foreach (var path in tokens.Select(token => token.Value).Where(path => !File.Exists(path)))
            result.AddError(Directory.Exists(path) ? $"{path} is a folder, not a file." : $"There is no file {path}.");
    }
}
