using System.Globalization;
using System.Security;
using System.Text;

namespace Telemetry.Evaluation.Plots;

/// <summary>Draws panels side by side as an SVG image, with one legend for all of them. The same panels give the same text. Pure.</summary>
public static class SvgPlot
{
    private const int Width = 420;
    private const int Height = 260;
    private const int FirstLeft = 60;
    private const int PanelStep = 500;
    private const int RightMargin = 40;
    private const int Top = 50;
    private const int LegendY = 358;
    private const int ImageHeight = 370;
    private const int LetterWidth = 7;

    /// <summary>The image.</summary>
    /// <param name="panels">From left to right, at least one. Series of one name share a line of the legend: the first one's.</param>
    public static string Draw(params IReadOnlyList<PlotPanel> panels) => Draw(null, panels);

    /// <summary>The image with a name, which is read to those who cannot see it.</summary>
    /// <param name="name">The name; null for none.</param>
    /// <param name="panels">From left to right, at least one. Series of one name share a line of the legend: the first one's.</param>
    public static string Draw(string? name, params IReadOnlyList<PlotPanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        var named = name is null ? "" : $""" role="img" aria-label="{SecurityElement.Escape(name)}" """.TrimEnd();
        var width = FirstLeft + PanelStep * (panels.Count - 1) + Width + RightMargin;
        var svg = new StringBuilder();
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {ImageHeight}" font-family="sans-serif" font-size="12"{named}>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect width="{width}" height="{ImageHeight}" fill="white"/>""");
        for (var i = 0; i < panels.Count; i++)
            Draw(svg, panels[i], FirstLeft + PanelStep * i);
        Legend(svg, panels.SelectMany(panel => panel.Series).Where(series => series.Name != "").DistinctBy(series => series.Name));
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Draw(StringBuilder svg, PlotPanel panel, int left)
    {
        Text(svg, left, Top - 14, "start", panel.Title);
        foreach (var x in panel.X.Lines())
        {
            var at = left + Width * panel.X.ShareOf(x);
            Grid(svg, at, Top, at, Top + Height);
            Text(svg, at, Top + Height + 18, "middle", Number(x));
        }

        foreach (var y in panel.Y.Lines())
        {
            var at = Top + Height * (1 - panel.Y.ShareOf(y));
            Grid(svg, left, at, left + Width, at);
            Text(svg, left - 6, at + 4, "end", Number(y) + panel.Y.Unit);
        }

        Text(svg, left + Width, Top + Height + 34, "end", panel.X.Unit);
        foreach (var series in panel.Series)
            Draw(svg, series, [.. series.Points
                .Select(point => (X: panel.X.ShareOf(point.X), Y: panel.Y.ShareOf(point.Y)))
                .Where(share => share is { X: >= 0 and <= 1, Y: >= 0 and <= 1 })
                .Select(share => (left + Width * share.X, Top + Height * (1 - share.Y)))]);
    }

    private static void Draw(StringBuilder svg, PlotSeries series, (double X, double Y)[] points)
    {
        if (series.Mark != PlotMark.Dots)
        {
            var path = string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"));
            svg.AppendLine(
                CultureInfo.InvariantCulture,
                $"""<polyline points="{path}" fill="none" stroke="{series.Colour}" stroke-width="2"{Dashes(series)}/>""");
        }

        if (series.Mark is PlotMark.Line or PlotMark.Dashed)
            return;
        foreach (var (x, y) in points)
            Dot(svg, x, y, series.Colour);
    }

    private static void Legend(StringBuilder svg, IEnumerable<PlotSeries> all)
    {
        double left = FirstLeft;
        foreach (var series in all)
        {
            if (series.Mark != PlotMark.Dots)
                Stroke(svg, left, LegendY, left + 30, series);
            if (series.Mark is PlotMark.Dots or PlotMark.LineAndDots)
                Dot(svg, left + 15, LegendY, series.Colour);
            Text(svg, left + 36, LegendY + 4, "start", series.Name);
            left += 60 + LetterWidth * series.Name.Length;
        }
    }

    private static void Stroke(StringBuilder svg, double x1, double y, double x2, PlotSeries series)
    {
        svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{Number(x1)}" y1="{Number(y)}" x2="{Number(x2)}" y2="{Number(y)}" """);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""stroke="{series.Colour}" stroke-width="2"{Dashes(series)}/>""");
    }

    private static string Dashes(PlotSeries series) => series.Mark == PlotMark.Dashed ? " stroke-dasharray=\"6 4\"" : "";

    private static void Dot(StringBuilder svg, double x, double y, string colour) => svg.AppendLine(
        CultureInfo.InvariantCulture, $"""<circle cx="{Number(x)}" cy="{Number(y)}" r="4" fill="{colour}"/>""");

    private static void Grid(StringBuilder svg, double x1, double y1, double x2, double y2) => svg.AppendLine(
        CultureInfo.InvariantCulture,
        $"""<line x1="{Number(x1)}" y1="{Number(y1)}" x2="{Number(x2)}" y2="{Number(y2)}" stroke="#d0d7de"/>""");

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) => svg.AppendLine(
        CultureInfo.InvariantCulture,
        $"""<text x="{Number(x)}" y="{Number(y)}" text-anchor="{anchor}" fill="#1f2328">{SecurityElement.Escape(text)}</text>""");

    // Fine enough for an axis of thousandths, coarse enough not to tell rounding errors.
    private static string Number(double value) =>
        Math.Round(value, Math.Abs(value) < 1 ? 4 : Math.Abs(value) < 10 ? 2 : 1).ToString(CultureInfo.InvariantCulture);
}
