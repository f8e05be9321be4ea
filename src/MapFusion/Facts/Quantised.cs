using System.Globalization;

namespace Telemetry.MapFusion.Facts;

/// <summary>Rounding of published numbers: coarse enough that a fact's bytes change only when the fact does.</summary>
internal static class Quantised
{
    /// <summary>The largest of 0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500 … that is not above the count.</summary>
    public static long Count(long count)
    {
        if (count is 3 or 4)
            return 3;
        long step = 1;
        while (step * 10 <= count)
            step *= 10;
        return count >= 5 * step ? 5 * step : count >= 2 * step ? 2 * step : Math.Min(count, step);
    }

    /// <summary>Two decimals, 0.01 to 0.99: nothing is known for certain.</summary>
    public static string Confidence(double confidence) =>
        Math.Clamp(Math.Round(confidence, 2, MidpointRounding.AwayFromZero), 0.01, 0.99).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>One decimal.</summary>
    public static string Metres(double metres) =>
        Math.Round(metres, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>One decimal, never below the number: for bounds and errors.</summary>
    public static string MetresUp(double metres) => Metres(Math.Ceiling(metres * 10) / 10);

    /// <summary>A UTC day counted from 1970-01-01 as <c>yyyy-MM-dd</c>.</summary>
    public static string Day(int day) =>
        DateOnly.FromDayNumber(day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
