using Telemetry.Terminal;

namespace Telemetry.AppHost.Tests.Terminal;

public sealed class ScreenTests
{
    [Theory]
    [InlineData("auto", false, "xterm", null, true, true)]
    [InlineData("auto", false, "xterm", "1", true, false)]
    [InlineData("auto", false, "xterm", "", true, true)]
    [InlineData("auto", false, "dumb", null, false, false)]
    [InlineData("auto", false, null, null, false, false)]
    [InlineData("auto", true, "xterm", null, false, false)]
    [InlineData("always", true, "xterm", "1", false, true)]
    [InlineData("never", false, "xterm", null, true, false)]
    public void Of_StreamAndEnvironment_DecideWhatCanBeShown(
        string colour, bool isRedirected, string? term, string? noColor, bool isTerminal, bool hasColour)
    {
        var screen = Screen.Of(
            TextWriter.Null, isRedirected, Enum.Parse<ColourChoice>(colour, ignoreCase: true),
            name => name switch { "TERM" => term, "NO_COLOR" => noColor, _ => null });
        Assert.Equal((isTerminal, hasColour), (screen.IsTerminal, screen.HasColour));
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(19, "19 s")]
    [InlineData(21, "25 s")]
    [InlineData(100, "2 min")]
    [InlineData(3_599, "60 min")]
    [InlineData(7_800, "2 h 10 min")]
    [InlineData(900_000, "over a day")]
    public void Left_Seconds_AreNoFinerThanCanBeKnown(double seconds, string expected) =>
        Assert.Equal(expected, TimeText.Left(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one /a/path/that/is/long two", 10, "one|/a/path/that/is/long|two")]
    [InlineData("one\ntwo", 10, "one|two")]
    public void Wrap_Text_BreaksBetweenWordsOnly(string text, int columns, string expected) =>
        Assert.Equal(expected.Replace("|", Environment.NewLine, StringComparison.Ordinal), Fitted.Wrap(text, columns));
}
