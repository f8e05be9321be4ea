namespace Telemetry.Terminal;

/// <summary>Shortens text to what a line holds.</summary>
public static class Fitted
{
    /// <summary>A text of at most so many characters; what is cut off at its end shows as <c>…</c>.</summary>
    public static string Cut(string text, int columns) =>
        text.Length <= columns ? text : columns < 1 ? "" : string.Concat(text.AsSpan(0, columns - 1), "…");

    /// <summary>
    /// The same words in lines of at most so many characters, further lines indented. A word that no line holds stays whole: a path
    /// that is broken in two cannot be copied.
    /// </summary>
    public static string Wrap(string text, int columns, int indent = 0) => string.Join(
        Environment.NewLine, text.Split('\n').SelectMany(line => WrapLine(line.TrimEnd('\r'), columns, indent)));

    private static IEnumerable<string> WrapLine(string text, int columns, int indent)
    {
        var margin = new string(' ', indent);
        while (text.Length > columns)
        {
            // Blanks that indent a line are no place to break it.
            var first = text.Length - text.TrimStart().Length;
            var at = text.LastIndexOf(' ', columns);
            if (at <= first)
                at = text.IndexOf(' ', Math.Max(first, columns));
            if (at < 0)
                break;
            yield return text[..at].TrimEnd();
            text = margin + text[(at + 1)..].TrimStart();
        }

        yield return text;
    }
}
