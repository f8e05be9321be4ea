using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Telemetry.Terminal;

/// <summary>The usual help, and below it the examples of the <see cref="Verb"/> asked about.</summary>
public sealed class ExamplesHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _usual;

    private ExamplesHelp(HelpAction usual) => _usual = usual;

    /// <summary>The option <c>--help</c> of a whole command line: to be added to its root.</summary>
    public static HelpOption CreateOption()
    {
        var help = new HelpOption();
        help.Action = new ExamplesHelp((HelpAction)help.Action!);
        return help;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        var exitCode = _usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is not Verb { Examples.Count: > 0 } verb)
            return exitCode;
        output.WriteLine("Examples:");
        foreach (var example in verb.Examples)
            output.WriteLine("  " + example);
        output.WriteLine();
        return exitCode;
    }
}
