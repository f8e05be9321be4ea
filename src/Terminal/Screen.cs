using System.Globalization;
using System.Text.RegularExpressions;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Telemetry.Terminal;

/// <summary>
/// Standard output or standard error as a person sees it. On a terminal, text must fit its width, and what was written can be
/// overwritten; in a file or pipe, lines have any length and stay. Safe for use by many threads as far as its writer is.
/// </summary>
/// <param name="writer">Where text goes.</param>
/// <param name="isTerminal">True where the cursor can be moved.</param>
/// <param name="hasColour">True where text may be coloured.</param>
/// <param name="size">Columns and rows; asked again each time, since people resize windows.</param>
public sealed partial class Screen(TextWriter writer, bool isTerminal, bool hasColour, Func<(int Columns, int Rows)> size)
{
    /// <summary>As wide as anything that is written into files and pipes.</summary>
    public const int Unlimited = 4_000;

    private const int UsualColumns = 80;
    private const int UsualRows = 24;

    /// <summary>Where text goes.</summary>
    public TextWriter Writer => writer;

    /// <summary>True where the cursor can be moved.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>True where text may be coloured.</summary>
    public bool HasColour => hasColour;

    /// <summary>Columns that a line may take.</summary>
    public int Columns => isTerminal ? size().Columns : Unlimited;

    /// <summary>Rows that can be seen at once.</summary>
    public int Rows => isTerminal ? size().Rows : Unlimited;

    /// <summary>Standard output of this process.</summary>
    public static Screen Output(ColourChoice colour) =>
        Of(Console.Out, Console.IsOutputRedirected, colour, Environment.GetEnvironmentVariable);

    /// <summary>Standard error of this process.</summary>
    public static Screen Error(ColourChoice colour) =>
        Of(Console.Error, Console.IsErrorRedirected, colour, Environment.GetEnvironmentVariable);

    /// <summary>
    /// What a stream can show: <c>TERM=dumb</c> or no <c>TERM</c> is no terminal, and any text in <c>NO_COLOR</c> (no-color.org)
    /// takes the colours away unless they were asked for.
    /// </summary>
    public static Screen Of(TextWriter writer, bool isRedirected, ColourChoice colour, Func<string, string?> environment)
    {
        var isTerminal = !isRedirected && environment("TERM") is { Length: > 0 } and not "dumb";
        var hasColour = colour == ColourChoice.Always ||
            colour == ColourChoice.Auto && isTerminal && string.IsNullOrEmpty(environment("NO_COLOR"));
        return new Screen(writer, isTerminal, hasColour, () => SizeOf(environment));
    }

    /// <summary>Standard output, for text without colours.</summary>
    public static Screen Plain { get; } = Output(ColourChoice.Never);

    /// <summary>Writes sentences, broken between words where they are wider than a terminal.</summary>
    public void WriteLine(string text) => writer.WriteLine(isTerminal ? Fitted.Wrap(text, Columns) : text);

    /// <summary>Writes what a verb has come to: as one JSON object, or in sentences.</summary>
    public void WriteLine(bool json, Func<string> inJson, Func<string> inWords)
    {
        ArgumentNullException.ThrowIfNull(inJson);
        ArgumentNullException.ThrowIfNull(inWords);
        if (json)
            writer.WriteLine(inJson());
        else
            WriteLine(inWords());
    }

    /// <summary>Writes tables and the like.</summary>
    /// <param name="picture">Makes it for so many columns.</param>
    public void Write(Func<int, IRenderable> picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        foreach (var line in Render(picture(Columns), Columns))
            writer.WriteLine(line);
    }

    /// <summary>The lines of tables and the like, coloured where this screen is; no blanks at their ends.</summary>
    public IReadOnlyList<string> Render(IRenderable picture, int columns)
    {
        using var drawn = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Said not to use escapes, it would set the colours of the process's console, which this may not be.
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(drawn),
        });
        console.Profile.Width = columns;
        console.Profile.Capabilities.Unicode = true;
        console.Write(picture);
        var text = hasColour ? drawn.ToString() : Escape().Replace(drawn.ToString(), "");
        return [.. text.TrimEnd().Split('\n').Select(line => line.TrimEnd())];
    }

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Escape();

    private static (int Columns, int Rows) SizeOf(Func<string, string?> environment)
    {
        var (columns, rows) = AskTerminal();
        return (
            columns > 0 ? columns : Number(environment("COLUMNS")) ?? UsualColumns,
            rows > 0 ? rows : Number(environment("LINES")) ?? UsualRows);
    }

    private static (int Columns, int Rows) AskTerminal()
    {
        try
        {
            return (Console.WindowWidth, Console.WindowHeight);
        }
        catch (IOException)
        {
            return (0, 0);
        }
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
