using System.CommandLine;

namespace Telemetry.AppHost.Commands;

/// <summary>
/// <c>completion SHELL</c> prints a script by which a shell completes this command line; the script calls the hidden
/// <c>complete</c>, which the launcher passes on without building anything.
/// </summary>
internal static class CompletionCommand
{
    private static readonly string[] s_shells = ["bash", "zsh", "fish"];

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong(s_shells);
        var command = new Verb(
            "completion", "Prints a script that completes verbs, options and files.",
            "source <(./telemetry completion bash)",
            "./telemetry completion fish | source")
        {
            shell,
        };
        command.SetAction(parsed => Console.Write(ReadScript(parsed.GetRequiredValue(shell))));
        return command;
    }

    /// <summary><c>complete -- WORD...</c>: a line per word that can come next, with a tab before what it does.</summary>
    public static Command CreateComplete(Func<Command> root)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("complete", "Prints what can come next.") { words };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (var (word, description) in Completion.Find(root(), parsed.GetValue(words) ?? []))
                Console.WriteLine(description is null ? word : $"{word}\t{description}");
        });
        return command;
    }

    private static string ReadScript(string shell)
    {
        var name = $"completion.{shell}";
        using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
