namespace Telemetry.MapFusion.Facts;

/// <summary>The middle of some numbers.</summary>
internal static class Median
{
    /// <summary>The middle one, or the mean of the middle two; sorts the list, which holds at least one number.</summary>
    public static double Of(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
