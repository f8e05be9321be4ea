using Telemetry.AppHost.Commands;
using Telemetry.AppHost.Services;
using Telemetry.Terminal;
using Telemetry.TestKit;

namespace Telemetry.AppHost.Tests;

/// <summary>The real program on terminals of several widths.</summary>
public sealed class TerminalTests : IDisposable
{
    private static readonly Dictionary<string, string?> s_usual = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-test-").FullName;

    public static TheoryData<int> Widths => [60, 80, 200];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task Help_OfRootAndEveryVerb_FitsTheTerminal(int columns)
    {
        var verbs = ((RootVerb)CommandLine.Create()).Groups.SelectMany(group => group.Verbs).Select(verb => verb.Name);
        foreach (var verb in verbs.Prepend(""))
        {
            var session = await RunAsync(columns, [.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            Assert.Equal(0, session.ExitCode);
            Assert.All(session.Lines, line => Assert.InRange(line.Length, 1, columns));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task Import_OfWhatIsNoExtract_SaysSoInLinesThatFit(int columns)
    {
        var file = Path.Combine(_folder, "notes.osm.pbf");
        await File.WriteAllTextAsync(file, "not an extract", TestContext.Current.CancellationToken);
        var session = await RunAsync(columns, "import", file);

        Assert.Equal(1, session.ExitCode);
        Assert.All(session.Lines, line => Assert.InRange(line.Length, 1, columns));
        Assert.Contains("Check that it is an OpenStreetMap extract", string.Join(' ', session.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvalMatch_OnATerminal_DrawsOneLineAndLeavesItsConclusion()
    {
        // A few fixes on one road: about the smallest evaluation there is.
        var (roads, points, truth) = (Path.Combine(_folder, "r.csv"), Path.Combine(_folder, "p.csv"), Path.Combine(_folder, "t.csv"));
        await File.WriteAllTextAsync(roads, "lon1,lat1,lon2,lat2\n8.600,49.4,8.602,49.4\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            points, "id,timestamp_ms,lon,lat\n1,0,8.6004,49.4\n1,1000,8.6006,49.4\n1,2000,8.6008,49.4\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            truth, "id,wkt\n1,\"LINESTRING (8.6004 49.4, 8.6008 49.4)\"\n", TestContext.Current.CancellationToken);
        var session = await RunAsync(80, "eval", "match", "--network", roads, "--points", points, "--truth", truth);

        Assert.True(session.ExitCode == 0, session.Written);
        Assert.Contains(session.Lines, line => line.StartsWith("Matched: 1 drives in ", StringComparison.Ordinal));
        Assert.All(session.Lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Theory]
    [InlineData("demo --for soon", "--for takes a time such as 90s, 2m or 1h.")]
    [InlineData("demo --speedup 5000", "--speedup takes 0.1 to 1000.")]
    [InlineData("demo --for 30m --speedup 100", "--for times --speedup is 50.0 h of event time; at most 20 h.")]
    [InlineData("up --profile cloud", "Argument 'cloud' not recognized. Must be one of:")]
    [InlineData("import no-such-file.osm.pbf", "There is no file no-such-file.osm.pbf.")]
    [InlineData("statsu", "Unrecognized command or argument 'statsu'.")]
    public async Task WrongCommandLine_EndsWithTwoAndSaysWhatToDo(string line, string expected)
    {
        var session = await RunAsync(80, line.Split(' '));
        Assert.Equal(2, session.ExitCode);
        Assert.Contains(expected, string.Join(' ', session.Lines), StringComparison.Ordinal);
        Assert.Contains("--help says what", string.Join(' ', session.Lines), StringComparison.Ordinal);
        Assert.False(session.IsColoured);
    }

    [Theory]
    [InlineData(null, null, "auto", true)]
    [InlineData("1", null, "auto", false)]
    [InlineData(null, "dumb", "auto", false)]
    [InlineData(null, null, "never", false)]
    [InlineData("1", null, "always", true)]
    public async Task Status_Colours_FollowEnvironmentAndOption(string? noColor, string? term, string colour, bool isColoured)
    {
        var environment = new Dictionary<string, string?> { ["NO_COLOR"] = noColor, ["TERM"] = term ?? "xterm" };
        var session = await PseudoTerminal.RunAsync(
            80, environment, "Ctrl-C ends", [.. Program, "status", "--watch", "--every", "1s", "--color", colour]);
        Assert.Equal(0, session.ExitCode);
        Assert.Equal(isColoured, session.IsColoured);
    }

    private static string[] Program => ["dotnet", typeof(ServiceProcesses).Assembly.Location];

    private static Task<PseudoTerminal.TerminalSession> RunAsync(int columns, params string[] arguments) =>
        PseudoTerminal.RunAsync(columns, s_usual, endAfter: null, [.. Program, .. arguments]);
}
