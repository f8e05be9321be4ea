using System.CommandLine;
using System.CommandLine.Parsing;

namespace Telemetry.AppHost.Commands;

/// <summary>Refuses what is no file before a verb starts anything.</summary>
internal static class ExistingFile
{
    public static void MustExist(this Option option) => option.Validators.Add(result => Check(result, result.Tokens));

    public static void MustExist(this Argument<FileInfo> argument) =>
        argument.Validators.Add(result => Check(result, result.Tokens));

    private static void Check(SymbolResult result, IEnumerable<Token> tokens)
    {
        foreach (var path in tokens.Select(token => token.Value).Where(path => !File.Exists(path)))
            result.AddError(Directory.Exists(path) ? $"{path} is a folder, not a file." : $"There is no file {path}.");
    }
}
