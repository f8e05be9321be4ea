using System.Globalization;
using System.Text;

namespace Telemetry.FleetSimulator.Statistics;

/// <summary>
/// Draws error statistics as an SVG image: on the left how many fixes lie within a distance, on the right how correlations
/// fall with time. Published figures are dots, measured curves solid, simulated ones dashed. Pure.
/// </summary>
internal static class ErrorPlot
{
    private const int Width = 420;
    private const int Height = 260;
    private const int LeftPanel = 60;
    private const int RightPanel = 560;
    private const int Top = 50;
    private const double LargestM = 40;
    private const double LargestLagS = 60;

    /// <summary>The image.</summary>
    /// <param name="measured">What was measured; null where only published figures are known.</param>
    /// <param name="simulated">What was simulated.</param>
    public static string Draw(ErrorStatistics? measured, ErrorStatistics simulated)
    {
        var svg = new StringBuilder();
        svg.AppendLine("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1020 370" font-family="sans-serif" font-size="12">""");
        svg.AppendLine("""<rect width="1020" height="370" fill="white"/>""");
        Panel(svg, LeftPanel, "share of fixes within a distance of the true route", "m", LargestM, 10, 100, 20, "%");
        Panel(svg, RightPanel, "correlation of lateral offsets", "s between fixes", LargestLagS, 10, 1, 0.2, "");
        if (measured is not null)
            Curves(svg, measured, "#1f6feb", "");
        Curves(svg, simulated, "#d1242f", "6 4");
        for (var i = 0; i < ErrorStatistics.Percents.Count; i++)
            Dot(svg, LeftPanel, PublishedErrors.DistancesM[i] / LargestM, ErrorStatistics.Percents[i] / 100.0);
        for (var i = 0; i < LagRange.Measured.Count; i++)
            Dot(svg, RightPanel, LagRange.Measured[i].MiddleS / LargestLagS, PublishedErrors.Correlations[i]);
        Legend(svg, measured is not null);
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Panel(
        StringBuilder svg, int left, string title, string unit, double largestX, double stepX, double largestY, double stepY, string unitY)
    {
        Text(svg, left, Top - 14, "start", title);
        for (double x = 0; x <= largestX + 1e-9; x += stepX)
        {
            var at = left + Width * x / largestX;
            Line(svg, at, Top, at, Top + Height);
            Text(svg, at, Top + Height + 18, "middle", Number(x));
        }

        for (double y = 0; y <= largestY + 1e-9; y += stepY)
        {
            var at = Top + Height * (1 - y / largestY);
            Line(svg, left, at, left + Width, at);
            Text(svg, left - 6, at + 4, "end", Number(y) + unitY);
        }

        Text(svg, left + Width, Top + Height + 34, "end", unit);
    }

    private static void Curves(StringBuilder svg, ErrorStatistics statistics, string colour, string dashes)
    {
        var distances = Enumerable.Range(0, 200).Select(i => i / 2.0)
            .Select(percent => (X: statistics.DistanceM(percent) / LargestM, Y: percent / 100)).Where(point => point.X <= 1);
        Curve(svg, LeftPanel, distances, colour, dashes);
        var correlations = LagRange.Curve.Select(lag => (X: lag.MiddleS / LargestLagS, Y: statistics.Correlation(lag)))
            .Where(point => point.Y is >= 0 and <= 1);
        Curve(svg, RightPanel, correlations, colour, dashes);
    }

    private static void Curve(StringBuilder svg, int left, IEnumerable<(double X, double Y)> points, string colour, string dashes)
    {
        var path = string.Join(' ', points.Select(point => $"{Number(left + Width * point.X)},{Number(Top + Height * (1 - point.Y))}"));
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>""");
    }

    private static void Dot(StringBuilder svg, int left, double x, double y) => svg.AppendLine(
        CultureInfo.InvariantCulture,
        $"""<circle cx="{Number(left + Width * x)}" cy="{Number(Top + Height * (1 - y))}" r="4" fill="black"/>""");

    private static void Legend(StringBuilder svg, bool hasMeasured)
    {
        svg.AppendLine("""<circle cx="66" cy="358" r="4" fill="black"/>""");
        Text(svg, 76, 362, "start", "published");
        svg.AppendLine("""<line x1="160" y1="358" x2="190" y2="358" stroke="#d1242f" stroke-width="2" stroke-dasharray="6 4"/>""");
        Text(svg, 196, 362, "start", "simulated");
        if (!hasMeasured)
            return;
        svg.AppendLine("""<line x1="280" y1="358" x2="310" y2="358" stroke="#1f6feb" stroke-width="2"/>""");
        Text(svg, 316, 362, "start", "measured");
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2) => svg.AppendLine(
        CultureInfo.InvariantCulture,
        $"""<line x1="{Number(x1)}" y1="{Number(y1)}" x2="{Number(x2)}" y2="{Number(y2)}" stroke="#d0d7de"/>""");

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) => svg.AppendLine(
        CultureInfo.InvariantCulture,
        $"""<text x="{Number(x)}" y="{Number(y)}" text-anchor="{anchor}" fill="#1f2328">{text}</text>""");

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
