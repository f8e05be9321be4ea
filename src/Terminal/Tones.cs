using Spectre.Console;

namespace Telemetry.Terminal;

/// <summary>The colours of tones.</summary>
public static class Tones
{
    /// <summary>The style of a tone: of the 16 colours that every terminal has and its owner chose.</summary>
    public static Style Style(this Tone tone) => tone switch
    {
        Tone.Heading => new Style(decoration: Decoration.Bold),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red),
        Tone.Faint => new Style(decoration: Decoration.Dim),
        _ => Spectre.Console.Style.Plain,
    };
}
