using System.Globalization;

namespace Telemetry.LearningEvaluation.Geometry;

/// <summary>Verdicts on lines as a table.</summary>
internal static class LineText
{
    public const string Header =
        "seed,segment,kind,one_way,lanes,length_m,vehicles,shift_m,base_error_m,published,error_m,inner_error_m,true_match_error_m,standard_error_m";

    /// <summary>Shifted segments, and those with a corrected line that have none to correct; the largest errors first.</summary>
    public static IEnumerable<string> Rows(IEnumerable<LineVerdict> verdicts) => verdicts
        .Where(one => one.IsShifted || one.IsPublished)
        .OrderByDescending(one => one.ErrorM).ThenBy(one => one.Seed).ThenBy(one => one.Segment).Select(Row);

    private static string Row(LineVerdict one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Seed},{one.Segment},{(one.IsShifted ? "shifted" : "right")},{one.IsOneWay},{one.Lanes},{one.LengthM:F1},{one.Vehicles}," +
        $"{one.ShiftM:F2}," +
        $"{one.BaseErrorM:F2},{one.IsPublished},{one.ErrorM:F2},{one.InnerErrorM:F2},{one.TrueMatchErrorM:F2},{one.StandardErrorM:F1}");
}
