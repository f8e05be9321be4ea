using Spectre.Console;
using Spectre.Console.Rendering;

namespace Telemetry.Terminal;

/// <summary>
/// The part of a screen that is drawn again and again in place. Each picture is made for the size that the terminal has then; what
/// is too high for it is cut off below, and says so. For one thread.
/// </summary>
/// <param name="screen">A terminal.</param>
public sealed class Canvas(Screen screen) : IDisposable
{
    private int _drawn;
    private int _columns;

    /// <summary>Draws a picture over the one before.</summary>
    /// <param name="picture">Makes it for so many columns.</param>
    public void Draw(Func<int, IRenderable> picture)
    {
        // The last column stays free: some terminals begin the next line as soon as it is written to.
        var (columns, rows) = (Math.Max(20, screen.Columns - 1), Math.Max(4, screen.Rows - 1));
        var lines = screen.Render(picture(columns), columns);
        if (lines.Count > rows)
            lines = [.. lines.Take(rows - 1), Fitted.Cut($"… {lines.Count - rows + 1} more lines: make the window higher", columns)];

        // A terminal that has become narrower has broken the lines: how far up the picture began is not known any more.
        var up = _columns > columns || _drawn >= screen.Rows ? "\e[H\e[2J" : _drawn > 0 ? $"\e[{_drawn}A\r" : "\r";
        screen.Writer.Write(up + string.Concat(lines.Select(line => line + "\e[K\n")) + "\e[J");
        screen.Writer.Flush();
        (_drawn, _columns) = (lines.Count, columns);
    }

    /// <summary>Lets go of the last picture, which stays.</summary>
    public void Dispose() => _drawn = 0;
}
