using Spectre.Console;

namespace Telemetry.Terminal;

/// <summary>What a text is like; shown as a colour where there are colours.</summary>
public enum Tone
{
    /// <summary>Like all others.</summary>
    Plain,

    /// <summary>Names what follows.</summary>
    Heading,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Somebody should look.</summary>
    Bad,

    /// <summary>Less important.</summary>
    Faint,
}

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
