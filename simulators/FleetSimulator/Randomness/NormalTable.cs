namespace Telemetry.FleetSimulator.Randomness;

/// <summary>
/// The inverse of the normal distribution function in a table with straight lines between: several times as fast as
/// logarithms and roots, and the simulator draws a dozen normal numbers per frame.
/// </summary>
internal static class NormalTable
{
    private const int Cells = 4096;
    private static readonly double[] Values = Build();

    /// <summary>The standard normal number of 64 uniform bits.</summary>
    public static double At(ulong bits)
    {
        var cell = (int)(bits >> 52);
        var fraction = (bits & ((1UL << 52) - 1)) * (1.0 / (1UL << 52));
        return Values[cell] + (Values[cell + 1] - Values[cell]) * fraction;
    }

    private static double[] Build()
    {
        var values = new double[Cells + 1];
        for (var i = 1; i < Cells; i++)
            values[i] = Quantile((double)i / Cells);
        // The ends lie at infinity; half a cell in keeps the standard deviation within 0.1 %.
        values[0] = Quantile(0.5 / Cells / 2);
        values[Cells] = -values[0];
        return values;
    }

    // Bisection on the distribution function: slow, exact enough, and run once.
    private static double Quantile(double p)
    {
        double low = -6, high = 6;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Distribution(middle) < p)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    // The series of Marsaglia (2004): exact to double precision within 6 standard deviations.
    private static double Distribution(double x)
    {
        double sum = x, term = x;
        for (var i = 3; i < 200; i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }
}
