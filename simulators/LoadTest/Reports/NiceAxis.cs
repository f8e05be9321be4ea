using Telemetry.Evaluation.Plots;

namespace Telemetry.LoadTest.Reports;

/// <summary>Axes from 0 that end at a round number and have 4 to 10 lines.</summary>
internal static class NiceAxis
{
    private const double MostLines = 8;

    /// <summary>The axis that holds values up to some greatest one.</summary>
    public static PlotAxis UpTo(double greatest, string unit)
    {
        if (!(greatest > 0))
            greatest = 1;
        var step = StepFor(greatest);
        return new PlotAxis(0, Math.Ceiling(greatest / step) * step, step, unit);
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double StepFor(double greatest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(greatest / MostLines)));
        foreach (var factor in new[] { 1.0, 2, 5 })
        {
            if (greatest / (factor * power) <= MostLines)
                return factor * power;
        }

        return 10 * power;
    }
}
