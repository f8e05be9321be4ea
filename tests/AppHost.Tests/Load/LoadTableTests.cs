using Telemetry.AppHost.Load;
using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Profiles;
using Telemetry.Terminal;

namespace Telemetry.AppHost.Tests.Load;

public sealed class LoadTableTests
{
    [Fact]
    public void Draw_AnyWidth_FitsAndKeepsWhatMatters()
    {
        for (var columns = 40; columns <= 160; columns += 5)
        {
            var screen = new Screen(TextWriter.Null, isTerminal: true, hasColour: false, () => (columns, 24));
            var lines = screen.Render(new LoadTable(Options, screen).Draw(State(), columns), columns);

            Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
            var text = string.Join('\n', lines);
            Assert.Contains("ramp100: climb", text, StringComparison.Ordinal);
            Assert.Contains("3, 4 wanted", text, StringComparison.Ordinal);
            Assert.Contains("12.3 s", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Show_WhereLinesStay_SaysHowItStandsNowAndThen()
    {
        using var written = new StringWriter();
        var table = new LoadTable(Options, new Screen(written, isTerminal: false, hasColour: false, () => (80, 24)));

        await table.ShowAsync(show =>
        {
            for (var second = 0; second < 12; second++)
                show(State() with { Sample = State().Sample with { AtS = second } });
            return Task.FromResult<LoadLog>(null!);
        });

        var lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("0:10 of 6:00", lines[2], StringComparison.Ordinal);
        Assert.Contains("3 workers, 4 wanted", lines[2], StringComparison.Ordinal);
    }

    private static LoadOptions Options => new()
    {
        Profile = LoadProfiles.Create(LoadProfiles.Ramp100, new() { WorkerCapFramesPerS = 300 }), Seed = 1, WorkersMin = 1, WorkersMax = 16,
    };

    private static LoadState State() => new(
        new LoadSample
        {
            AtS = 60, Phase = "climb", DueFramesPerS = 1_000, PostedFramesPerS = 990, AppliedFramesPerS = null, BacklogFrames = 1_234,
            BacklogAgeS = 12.34, Workers = 3, WorkersWanted = 4,
        },
        new PostTally().Read(), null, new LoadEvent(59, LoadEventKind.Scaling, "3 to 4 workers: Rising"));
}
