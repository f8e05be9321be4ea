using Telemetry.Evaluation.Plots;

namespace Telemetry.ScalingSimulation.Reports;

/// <summary>Draws a load profile's simulations: workers and the age of the oldest work over time, on one machine and in a cloud.</summary>
public static class SimulationPlot
{
    // More would not be seen.
    private const int MostPoints = 300;
    private static readonly string[] s_colours = [PlotSeries.Blue, PlotSeries.Green, PlotSeries.Red];

    /// <summary>An SVG image: on one machine under the platform's policy, in a cloud and ten times as long under each rule.</summary>
    public static string Draw(string profileName)
    {
        var local = SimulationReport.ProfileOf(profileName, 1);
        var cloud = SimulationReport.ProfileOf(profileName, 10);
        var here = SimulationReport.Simulate("local", local, SimulationReport.Rules[0].Name);
        var there = SimulationReport.Rules.Select(rule => (rule.Name, Run: SimulationReport.Simulate("cloud", cloud, rule.Name))).ToList();
        return SvgPlot.Draw(
            Workers($"{profileName}: workers, one machine", local.Duration, here, [(SimulationReport.Rules[0].Name, here)]),
            Workers($"{profileName}: workers, cloud, ten times as long", cloud.Duration, here: there[0].Run, there),
            Ages($"{profileName}: age of the oldest work, cloud", cloud.Duration, there));
    }

    private static PlotPanel Workers(
        string title, TimeSpan duration, SimulationRun here, IReadOnlyList<(string Name, SimulationRun Run)> runs)
    {
        var needed = Thinned(here).Select(point => (point.At.TotalMinutes, point.ArrivalFramesPerS / SimulationReport.CapacityFramesPerS));
        var series = runs.Select((run, i) => Series(run.Name, i, Thinned(run.Run).Select(point => (point.At.TotalMinutes, (double)point.Desired))));
        return new PlotPanel(
            title, Minutes(duration), new PlotAxis(0, 20, 5, ""),
            [new PlotSeries("load in workers", PlotSeries.Grey, PlotMark.Line, [.. needed]), .. series]);
    }

    private static PlotPanel Ages(string title, TimeSpan duration, IReadOnlyList<(string Name, SimulationRun Run)> runs)
    {
        var most = runs.Max(run => run.Run.PeakAge.TotalSeconds);
        return new PlotPanel(
            title, Minutes(duration), new PlotAxis(0, 100 * Math.Ceiling(most / 100), 100, " s"),
            [.. runs.Select((run, i) => Series(run.Name, i, Thinned(run.Run).Select(point => (point.At.TotalMinutes, point.Age.TotalSeconds))))]);
    }

    private static IEnumerable<SimulationPoint> Thinned(SimulationRun run) =>
        run.Points.Where((_, i) => i % Math.Max(1, run.Points.Count / MostPoints) == 0);

    private static PlotAxis Minutes(TimeSpan duration) =>
        new(0, duration.TotalMinutes, duration.TotalMinutes > 20 ? 10 : 1, "min");

    private static PlotSeries Series(string name, int index, IEnumerable<(double, double)> points) =>
        new(name, s_colours[index], PlotMark.Line, [.. points]);
}
