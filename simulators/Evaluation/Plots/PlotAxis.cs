namespace Telemetry.Evaluation.Plots;

/// <summary>An axis of a plot.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends, above the begin.</param>
/// <param name="Step">From one line of the grid to the next, above 0; on a logarithmic axis not looked at.</param>
/// <param name="Unit">Written behind every number of the vertical axis and at the end of the horizontal one; may be empty.</param>
/// <param name="IsLog">True for a logarithmic axis with lines at 1, 2 and 5 times the powers of ten; it begins above 0.</param>
public sealed record PlotAxis(double From, double To, double Step, string Unit, bool IsLog = false)
{
    /// <summary>The share of the axis at which a value lies, 0 to 1 within it.</summary>
    internal double ShareOf(double value) => IsLog
        ? Math.Log(Math.Max(value, double.Epsilon) / From) / Math.Log(To / From)
        : (value - From) / (To - From);

    /// <summary>The values at which lines of the grid stand, in order.</summary>
    internal IEnumerable<double> Lines()
    {
        if (!IsLog)
        {
            for (var i = 0; From + i * Step <= To + 1e-9 * Step; i++)
                yield return From + i * Step;
            yield break;
        }

        for (var power = Math.Pow(10, Math.Floor(Math.Log10(From))); power <= To * (1 + 1e-9); power *= 10)
        {
            foreach (var value in new[] { power, 2 * power, 5 * power })
            {
                if (value >= From * (1 - 1e-9) && value <= To * (1 + 1e-9))
                    yield return value;
            }
        }
    }
}
