using System.Text.Json.Serialization;
using Telemetry.LearningEvaluation.Geometry;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>Errors of some shifted segments' lines. Figures are null where there is no segment.</summary>
/// <param name="Group">Which.</param>
/// <param name="Segments">How many.</param>
/// <param name="Published">Of those, with a corrected line.</param>
/// <param name="MedianM">Median error in metres.</param>
/// <param name="P90M">90th percentile of the error in metres.</param>
public sealed record GeometryGroup(
    string Group, int Segments, int Published, double? MedianM, [property: JsonPropertyName("p90_m")] double? P90M)
{
    internal static GeometryGroup Of(string group, IEnumerable<LineVerdict> verdicts)
    {
        var all = verdicts.ToList();
        var errors = all.ConvertAll(one => one.ErrorM);
        return new GeometryGroup(group, all.Count, all.Count(one => one.IsPublished), At(errors, 0.5), At(errors, 0.9));
    }

    /// <summary>A quantile, between the two nearest in proportion; null of nothing and where a number is unknown.</summary>
    internal static double? At(List<double> values, double share)
    {
        if (values.Count == 0 || values.Exists(double.IsNaN))
            return null;
        values.Sort();
        var place = share * (values.Count - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, values.Count - 1);
        return Math.Round(values[low] + (place - low) * (values[high] - values[low]), 3);
    }
}
