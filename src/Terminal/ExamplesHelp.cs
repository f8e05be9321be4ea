using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Telemetry.Terminal;

/// <summary>
/// The usual help, and below it the examples and notes of the <see cref="Verb"/> asked about; for a <see cref="RootVerb"/> its
/// verbs by group.
/// </summary>
public sealed class ExamplesHelp : SynchronousCommandLineAction
{
    private const string Margin = "  ";

    private readonly HelpAction _usual;

    private ExamplesHelp(HelpAction usual) => _usual = usual;

    /// <summary>The option <c>--help</c> of a whole command line: to be added to its root.</summary>
    public static HelpOption CreateOption()
    {
        var help = new HelpOption { Description = "Tell what can be written here, with examples." };
        help.Action = new ExamplesHelp((HelpAction)help.Action!);
        return help;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var width = Math.Max(20, Math.Min(_usual.MaxWidth, Screen.Unlimited));
        if (parseResult.CommandResult.Command is RootVerb root)
        {
            WriteRoot(root, output, Math.Min(width, 100));
            return ExitCodes.Done;
        }

        var exitCode = _usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
            WriteVerb(verb, output, width);
        return exitCode;
    }

    private static void WriteVerb(Verb verb, TextWriter output, int width)
    {
        if (verb.Examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
                output.WriteLine(Margin + WrapExample(example, width - Margin.Length));
            output.WriteLine();
        }

        foreach (var note in verb.Notes)
            output.WriteLine(Fitted.Wrap(note, width));
        if (verb.Notes.Count > 0)
            output.WriteLine();
    }

    private static void WriteRoot(RootVerb root, TextWriter output, int width)
    {
        output.WriteLine(Fitted.Wrap(root.Description ?? "", width));
        output.WriteLine();
        output.WriteLine($"Usage: {root.Name} VERB [options]");
        var names = root.Groups.SelectMany(group => group.Verbs).Max(verb => verb.Name.Length) + 2;
        foreach (var (heading, verbs) in root.Groups)
        {
            output.WriteLine();
            output.WriteLine(heading);
            foreach (var verb in verbs)
            {
                var line = Margin + verb.Name.PadRight(names) + verb.Description;
                output.WriteLine(Fitted.Wrap(line, width, indent: Margin.Length + names));
            }
        }

        output.WriteLine();
        output.WriteLine(Fitted.Wrap($"{root.Name} VERB --help tells a verb's options, with examples.", width));
        output.WriteLine(Fitted.Wrap(ExitCodes.InWords, width));
    }

    // Broken so that a shell takes it as one line.
    private static string WrapExample(string example, int width) => example.Length <= width
        ? example
        : Fitted.Wrap(example, width - 2, indent: 4).Replace(Environment.NewLine, " \\" + Environment.NewLine + Margin, StringComparison.Ordinal);
}
