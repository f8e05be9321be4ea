using System.CommandLine;
using Telemetry.AppHost.Commands;
using Telemetry.Terminal;

namespace Telemetry.AppHost.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("demo --vehicles many", "--vehicles takes a whole number from 1 to 100000.")]
    [InlineData("demo --vehicles 0", "--vehicles takes a whole number from 1 to 100000.")]
    [InlineData("demo --for soon", "--for takes a time such as 90s, 2m or 1h.")]
    [InlineData("demo --for 00:01:00", "--for takes a time such as 90s, 2m or 1h.")]
    [InlineData("demo --map no-such-file", "There is no file no-such-file.")]
    [InlineData("import .", ". is a folder, not a file.")]
    [InlineData("up --workers 1.5", "--workers takes a whole number from 1 to 64.")]
    [InlineData("replay . --times -1", "--times takes a whole number from 1 to 100.")]
    [InlineData("eval learn --map . --seed 5..1", "--seed takes a whole number, or a range of at most 1000 as 1..5.")]
    [InlineData("eval learn --map . --seed one", "--seed takes a whole number, or a range of at most 1000 as 1..5.")]
    [InlineData("eval learn --passes 0", "--passes takes a number from 0.1 to 1000.")]
    [InlineData("load --profile ramp", "Argument 'ramp' not recognized. Must be one of:\n\t'steady'\n\t'ramp100'\n\t'rush-hour'\n\t'flash'\n\t'outage-backlog'")]
    [InlineData("load --profile steady --cap 1", "--cap takes a number from 10 to 100000.")]
    [InlineData("load --profile steady --for 5s", "--for takes a time from 10s to 12h, such as 90s or 6m.")]
    [InlineData("load", "Option '--profile' is required.")]
    public void Parse_WrongArgument_SaysWhatIsTaken(string line, string expected)
    {
        var parsed = CommandLine.Create().Parse(line.Split(' '));
        Assert.Contains(expected, parsed.Errors.Select(error => error.Message));
    }

    [Theory]
    [InlineData("statsu", "Unrecognized command or argument 'statsu'.", "Did you mean status? ./telemetry --help says what can be written here.")]
    [InlineData("demo --vehicels 3", "Unrecognized command or argument '--vehicels'.", "Did you mean --vehicles?")]
    [InlineData("eval mtach", "Unrecognized command or argument 'mtach'.", "Did you mean match? ./telemetry eval --help")]
    [InlineData("status --colour", "Unrecognized command or argument '--colour'.", "Did you mean --color? ./telemetry status --help")]
    [InlineData("frobnicate", "Unrecognized command or argument 'frobnicate'.", "./telemetry --help says what can be written here.")]
    [InlineData("import", "Required argument 'file' missing for command: 'import'.", "./telemetry import --help says what can be written here.")]
    public void UsageError_WhatWasNotUnderstood_IsFollowedByWhatToDo(string line, string what, string whatToDo)
    {
        var told = UsageError.Describe(CommandLine.Create().Parse(line.Split(' ')));
        Assert.Equal(what, told[0]);
        Assert.StartsWith(whatToDo, told[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Help_OfVerbWithDefaults_ShowsThemAsTheyAreTypedAndExamples()
    {
        using var output = new StringWriter();
        var exitCode = CommandLine.Create().Parse(["demo", "--help"])
            .Invoke(new InvocationConfiguration { Output = output });
        Assert.Equal(0, exitCode);
        Assert.Contains("[default: 60s]", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Examples:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryVerb_HasAnExampleThatItUnderstands()
    {
        var root = CommandLine.Create();
        foreach (var verb in Leaves(root))
        {
            Assert.NotEmpty(Assert.IsType<Verb>(verb).Examples);
            foreach (var example in ((Verb)verb).Examples.Where(example => example.StartsWith("./telemetry ", StringComparison.Ordinal)))
            {
                // Up to where the shell takes over; the files of examples need not exist.
                var words = example.Split(['|', '('], 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
                var parsed = root.Parse(words);
                Assert.Same(verb, parsed.CommandResult.Command);
                Assert.Empty(parsed.UnmatchedTokens);
            }
        }
    }

    private static IEnumerable<Command> Leaves(Command command) => command.Subcommands.Count == 0
        ? [command]
        : command.Subcommands.Where(verb => !verb.Hidden).SelectMany(Leaves);

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("2m", 120)]
    [InlineData("1.5h", 5400)]
    public void Duration_WrittenAndReadAgain_IsTheSame(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration.Span);
        Assert.True(Duration.TryParse(duration.ToString(), out var again));
        Assert.Equal(duration, again);
    }
}
