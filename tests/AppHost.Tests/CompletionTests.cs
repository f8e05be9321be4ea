using System.Diagnostics;
using Telemetry.AppHost.Commands;
using Telemetry.AppHost.Services;
using Telemetry.Terminal;

namespace Telemetry.AppHost.Tests;

public sealed class CompletionTests
{
    // Not by the launcher, which would build what the tests were built from.
    private static string Script => $"dotnet '{typeof(ServiceProcesses).Assembly.Location}' completion";

    [Theory]
    [InlineData("st", "status")]
    [InlineData("se", "")]
    [InlineData("demo --ve", "--vehicles")]
    [InlineData("demo --vehicles ", "")]
    [InlineData("up --profile ", "embedded local")]
    [InlineData("up --profile l", "local")]
    [InlineData("up --map ", Completion.Files)]
    [InlineData("up --profile local --pro", "")]
    [InlineData("import reg", Completion.Files)]
    [InlineData("import region.osm.pbf ", "")]
    [InlineData("replay ", Completion.Directories)]
    [InlineData("replay --profile running drives", Completion.Directories)]
    [InlineData("eval ", "learn match")]
    [InlineData("eval learn --map ", Completion.Files)]
    [InlineData("eval learn --report ", Completion.Directories)]
    [InlineData("eval match --points ", Completion.Files)]
    [InlineData("load --profile r", "ramp100 rush-hour")]
    [InlineData("load --faults ", "kill-worker none scale-in")]
    [InlineData("load --report ", Completion.Files)]
    [InlineData("cost --input ", Completion.Files)]
    [InlineData("bench co", "codec")]
    [InlineData("completion z", "zsh")]
    [InlineData("status --color a", "always auto")]
    public void Find_LineThatIsTyped_IsWhatMayComeNext(string line, string expected)
    {
        var found = Completion.Find(CommandLine.Create(), line.Split(' ')).Select(one => one.Word);
        Assert.Equal(expected, string.Join(' ', found.Order()));
    }

    [Fact]
    public void Find_EveryVerbOfTheHelp_IsThere()
    {
        var root = (RootVerb)CommandLine.Create();
        Assert.Equal(
            root.Groups.SelectMany(group => group.Verbs).Select(verb => verb.Name).Order(),
            Completion.Find(root, [""]).Select(one => one.Word).Order());
    }

    [Theory]
    [InlineData("./telemetry st", "status")]
    [InlineData("./telemetry up --profile ", "embedded local")]
    [InlineData("./telemetry up --map te", "telemetry tests")]
    [InlineData("./telemetry replay sr", "src")]
    public async Task Bash_CompletesALine(string line, string expected)
    {
        var script = $$"""
            source <({{Script}} bash)
            complete -p telemetry >/dev/null || exit 3
            COMP_WORDS=({{line}}{{(line.EndsWith(' ') ? " ''" : "")}}); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _telemetry; printf '%s\n' "${COMPREPLY[@]}"
            """;
        Assert.Equal(expected, await RunAsync("bash", "--norc", "-c", script));
    }

    [Theory]
    [InlineData("./telemetry st", "status:Shows")]
    [InlineData("./telemetry import ", "_files")]
    [InlineData("./telemetry replay ", "_files -/")]
    public async Task Zsh_CompletesALine(string line, string expected)
    {
        // Outside of a line that is edited, zsh's own functions only tell that they were called.
        var script = $$"""
            _describe() { print -l "${(@P)2}" }; _files() { print _files $* }; compdef() { : }
            source <({{Script}} zsh) || exit 3
            words=({{line}}{{(line.EndsWith(' ') ? " ''" : "")}}); CURRENT=$#words
            _telemetry
            """;
        Assert.StartsWith(expected, await RunAsync("zsh", "-f", "-c", script), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./telemetry st", "status")]
    [InlineData("./telemetry up --profile l", "local")]
    [InlineData("./telemetry import global", "global.json")]
    public async Task Fish_CompletesALine(string line, string expected)
    {
        var completed = await RunAsync(
            "fish", "--no-config", "-c", $"{Script} fish | source; complete -C '{line}'");
        Assert.Equal(expected, completed.Split('\t')[0]);
    }

    /// <summary>What a shell prints in the checkout's root, its lines in order and beside each other; skips where it is not installed.</summary>
    private static async Task<string> RunAsync(string shell, params string[] arguments)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, shell))),
            $"{shell} is not installed.");
        var start = new ProcessStartInfo(shell, arguments)
        {
            WorkingDirectory = Checkout.Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{shell} ended with {process.ExitCode}: {await errors}{output}");
        return string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
