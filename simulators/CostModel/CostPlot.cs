using Telemetry.Evaluation.Plots;

namespace Telemetry.CostModel;

/// <summary>Draws how cost and writes grow with the fleet. Pure.</summary>
public static class CostPlot
{
    private const double Smallest = 1_000;
    private const double Largest = 100_000_000;
    private static readonly PlotAxis s_vehicles = new(Smallest, Largest, 1, "vehicles", IsLog: true);

    /// <summary>The image.</summary>
    /// <param name="hoursPerDay">Hours that each vehicle drives in a day.</param>
    /// <param name="inputs">What it follows from.</param>
    public static string Draw(double hoursPerDay, CostInputs inputs)
    {
        CostEstimate[] estimates = [.. Sizes().Select(vehicles => CostEstimate.Of(new FleetLoad(vehicles, hoursPerDay), inputs))];
        CostEstimate[] direct = [.. Sizes().Select(vehicles => CostEstimate.Of(
            new FleetLoad(vehicles, hoursPerDay), inputs with { Settings = inputs.Settings with { CommitWindowS = 0, FlushWindowS = 0 } }))];
        return SvgPlot.Draw(
            "Cost for a million kilometres and writes for a million frames against the size of the fleet",
            new PlotPanel("dollars for a million km", s_vehicles, new PlotAxis(1, 10_000, 1, "", IsLog: true),
            [
                new PlotSeries("as built", PlotSeries.Blue, PlotMark.Line, Points(estimates, one => one.DollarsPerMillionKm)),
                new PlotSeries("without windows", PlotSeries.Red, PlotMark.Dashed, Points(direct, one => one.DollarsPerMillionKm)),
            ]),
            new PlotPanel("writes of grains for a million frames", s_vehicles, new PlotAxis(100, 200_000, 1, "", IsLog: true),
            [
                new PlotSeries("as built", PlotSeries.Blue, PlotMark.Line, Points(estimates, one => one.Mean.Puts / one.Mean.Frames * 1e6)),
                new PlotSeries("without windows", PlotSeries.Red, PlotMark.Dashed, Points(direct, one => one.Mean.Puts / one.Mean.Frames * 1e6)),
            ]));
    }

    private static IReadOnlyList<(double X, double Y)> Points(CostEstimate[] estimates, Func<CostEstimate, double> figure) =>
        [.. estimates.Select(one => (one.Load.Vehicles, figure(one)))];

    private static IEnumerable<double> Sizes()
    {
        const int PerDecade = 5;
        for (var i = 0; Smallest * Math.Pow(10, (double)i / PerDecade) <= Largest * 1.001; i++)
            yield return Math.Min(Largest, Smallest * Math.Pow(10, (double)i / PerDecade));
    }
}
