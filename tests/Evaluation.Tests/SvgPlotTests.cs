using System.Xml.Linq;
using Telemetry.Evaluation.Plots;

namespace Telemetry.Evaluation.Tests;

public sealed class SvgPlotTests
{
    [Fact]
    public void Draw_PointsOutsideTheAxes_AreLeftOut()
    {
        var image = Draw(new PlotAxis(0, 10, 5, "m"), new PlotSeries("seen", PlotSeries.Blue, PlotMark.Dots, [(0, 0), (5, 0.5), (10, 1), (11, 0.5), (5, 2)]));
        Assert.Equal(3 + 1, Elements(image, "circle").Count());
    }

    [Fact]
    public void Draw_LogarithmicAxis_HasLinesAtOneTwoAndFive()
    {
        var image = Draw(new PlotAxis(0.1, 20, 1, "m", IsLog: true));
        Assert.Superset(
            new HashSet<string> { "0.1", "0.2", "0.5", "1", "2", "5", "10", "20" },
            Elements(image, "text").Select(text => text.Value).ToHashSet());
    }

    [Fact]
    public void Draw_TextWithMarkup_IsWrittenAsText() =>
        Assert.Contains("a < b & c", Elements(Draw(new PlotAxis(0, 1, 1, "a < b & c")), "text").Select(text => text.Value));

    [Fact]
    public void Draw_SeriesOfOneName_ShareALineOfTheLegend()
    {
        var image = Draw(
            new PlotAxis(0, 1, 1, ""), new PlotSeries("once", PlotSeries.Blue, PlotMark.Line, []), new PlotSeries("once", PlotSeries.Red, PlotMark.Line, []));
        Assert.Single(Elements(image, "text"), text => text.Value == "once");
    }

    private static string Draw(PlotAxis x, params PlotSeries[] series) =>
        SvgPlot.Draw(new PlotPanel("title", x, new PlotAxis(0, 1, 0.5, ""), series));

    private static IEnumerable<XElement> Elements(string image, string name) =>
        XDocument.Parse(image).Descendants().Where(element => element.Name.LocalName == name);
}
