using Telemetry.Terminal;
using Telemetry.TestKit;

namespace Telemetry.AppHost.Tests.Terminal;

public sealed class VerbProgressTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly StringWriter _written = new();

    [Fact]
    public void Begin_NotATerminal_SaysALineEveryFewSecondsAndTheConclusion()
    {
        using (var progress = Create(isTerminal: false))
        {
            using var step = progress.Begin(new WaitList("Starting", ["PostgreSQL"], _time));
            _time.Advance(TimeSpan.FromSeconds(12));
            step.Complete();
        }

        Assert.Equal(
            ["Starting: waiting for PostgreSQL  5.0 s", "Starting: waiting for PostgreSQL  10 s", "Starting: done in 12 s"], Lines());
        Assert.DoesNotContain('\e', _written.ToString());
    }

    [Fact]
    public void Begin_ShortWorkNotOnATerminal_SaysTheConclusionOnly()
    {
        using var progress = Create(isTerminal: false);
        using (var step = progress.Begin(new WaitList("Starting", ["PostgreSQL"], _time)))
            step.Complete();
        Assert.Equal(["Starting: done in 0.0 s"], Lines());
    }

    [Fact]
    public void Report_WhileALineIsDrawn_StandsOnALineOfItsOwn()
    {
        using var progress = Create(isTerminal: true);
        using var step = progress.Begin(new WaitList("Starting", ["PostgreSQL"], _time));
        progress.Report("Something happened");
        Assert.Contains("\r\e[KSomething happened" + Environment.NewLine, _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_LineDrawn_LeavesNothingOfItAndDrawsNoMore()
    {
        var progress = Create(isTerminal: true);
        progress.Begin(new WaitList("Starting", ["PostgreSQL"], _time));
        progress.Dispose();
        var written = _written.ToString();
        Assert.EndsWith("\r\e[K", written, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(written, _written.ToString());
    }

    [Fact]
    public void Report_SentenceWiderThanTheTerminal_IsBrokenBetweenWords()
    {
        using var progress = Create(isTerminal: true);
        progress.Report("The receiver cannot start: port 8080 on 127.0.0.1 is taken by another program.");
        Assert.All(Lines(), line => Assert.InRange(line.Length, 1, 40));
        Assert.Equal(
            "The receiver cannot start: port 8080 on 127.0.0.1 is taken by another program.", string.Join(' ', Lines()));
    }

    private string[] Lines() => _written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private VerbProgress Create(bool isTerminal) =>
        new(new Screen(_written, isTerminal, hasColour: false, () => (40, 10)), _time);
}
