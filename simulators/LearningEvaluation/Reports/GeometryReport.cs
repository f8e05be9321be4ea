using System.Globalization;
using System.Text.Json.Serialization;
using Telemetry.LearningEvaluation.Geometry;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>
/// How well shifted lines are put right, on segments that at least ten distinct vehicles passed in each direction that may be driven.
/// The error of a segment is the mean distance of places every 5 m along the true segment, ends included, from the line in effect.
/// </summary>
public sealed record GeometryReport
{
    /// <summary>Distinct vehicles in each direction from which a shifted segment is judged.</summary>
    public const int EligibleVehicles = 10;

    private static readonly int[] s_vehicles = [1, 3, 5, 8, 13, 20, 40];

    /// <summary>In a line.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"geometry: median {MedianM:F2} m, 90 % within {P90M:F2} m, {OracleRatio:F2} times perfect matching, {Segments} segments, " +
        $"{Published} of them corrected; {FalselyPublished} of {AllPublished} lines published are of roads drawn right");

    /// <summary>Median error in metres.</summary>
    public required double? MedianM { get; init; }

    /// <summary>90th percentile of the error in metres.</summary>
    [JsonPropertyName("p90_m")]
    public required double? P90M { get; init; }

    /// <summary>The median error over that of the same estimator given perfect matching; null where that was not run.</summary>
    public required double? OracleRatio { get; init; }

    /// <summary>Segments judged.</summary>
    public required int Segments { get; init; }

    /// <summary>Of those, segments with a corrected line.</summary>
    public required int Published { get; init; }

    /// <summary>Median error without the 20 m at either end, where the base line is right.</summary>
    public required double? InnerMedianM { get; init; }

    /// <summary>90th percentile of the error without the 20 m at either end.</summary>
    [JsonPropertyName("inner_p90_m")]
    public required double? InnerP90M { get; init; }

    /// <summary>The 90th percentile over that of the same estimator given perfect matching.</summary>
    [JsonPropertyName("oracle_ratio_p90")]
    public required double? OracleRatioP90 { get; init; }

    /// <summary>Share of the judged segments' corrected lines whose error without the ends is within one standard error.</summary>
    public required double? WithinStandardError { get; init; }

    /// <summary>The same within two.</summary>
    public required double? WithinTwoStandardErrors { get; init; }

    /// <summary>Those on one-way roads.</summary>
    public required GeometryGroup OneWay { get; init; }

    /// <summary>Those on two-way roads.</summary>
    public required GeometryGroup TwoWay { get; init; }

    /// <summary>Shifted segments by the vehicles of the direction with fewer: each number up to the next.</summary>
    public required IReadOnlyList<GeometryGroup> ByVehicles { get; init; }

    /// <summary>Corrected lines published, of all segments, whoever passed them.</summary>
    public required int AllPublished { get; init; }

    /// <summary>Of those, lines of segments whose base line is right.</summary>
    public required int FalselyPublished { get; init; }

    /// <summary>Of the segments with a right base line that vehicles passed in every direction, the share for which a line is published.</summary>
    public required double? FalseShare { get; init; }

    /// <summary>Median error of the lines falsely published, where the base line's is 0.</summary>
    public required double? FalseMedianM { get; init; }

    /// <summary>The report of verdicts.</summary>
    public static GeometryReport Of(IEnumerable<LineVerdict> verdicts)
    {
        var all = verdicts.ToList();
        var judged = all.FindAll(one => one.IsShifted && one.Vehicles >= EligibleVehicles);
        var lines = judged.FindAll(one => one.IsPublished);
        var right = all.FindAll(one => !one.IsShifted && one.Vehicles > 0);
        var falsely = all.FindAll(one => !one.IsShifted && one.IsPublished);
        var group = GeometryGroup.Of("all", judged);
        var perfect = judged.ConvertAll(one => one.TrueMatchErrorM);
        return new GeometryReport
        {
            MedianM = group.MedianM, P90M = group.P90M, Segments = judged.Count, Published = lines.Count,
            OracleRatio = Ratio(group.MedianM, GeometryGroup.At(perfect, 0.5)),
            OracleRatioP90 = Ratio(group.P90M, GeometryGroup.At(perfect, 0.9)),
            InnerMedianM = GeometryGroup.At(judged.ConvertAll(one => one.InnerErrorM), 0.5),
            InnerP90M = GeometryGroup.At(judged.ConvertAll(one => one.InnerErrorM), 0.9),
            WithinStandardError = Share(lines.Count(one => one.InnerErrorM <= one.StandardErrorM), lines.Count),
            WithinTwoStandardErrors = Share(lines.Count(one => one.InnerErrorM <= 2 * one.StandardErrorM), lines.Count),
            OneWay = GeometryGroup.Of("one-way", judged.Where(one => one.IsOneWay)),
            TwoWay = GeometryGroup.Of("two-way", judged.Where(one => !one.IsOneWay)),
            ByVehicles = [.. s_vehicles.Select((from, i) => ByVehiclesFrom(all, from, i + 1 < s_vehicles.Length ? s_vehicles[i + 1] : int.MaxValue))],
            AllPublished = all.Count(one => one.IsPublished), FalselyPublished = falsely.Count,
            FalseShare = Share(falsely.Count(one => one.Vehicles > 0), right.Count),
            FalseMedianM = GeometryGroup.At(falsely.ConvertAll(one => one.InnerErrorM), 0.5),
        };
    }

    private static GeometryGroup ByVehiclesFrom(List<LineVerdict> all, int from, int to) => GeometryGroup.Of(
        to == int.MaxValue ? $"{from} or more" : $"{from} to {to - 1}",
        all.Where(one => one.IsShifted && one.Vehicles >= from && one.Vehicles < to));

    private static double? Ratio(double? error, double? perfect) =>
        error is { } is_ && perfect is { } could && could > 0 ? Math.Round(is_ / could, 3) : null;

    private static double? Share(int part, int whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);
}
