using System.Globalization;
using Telemetry.LearningEvaluation.Limits;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>How well limits are learned. Shares are 0 to 1, and 1 where there is nothing to judge but for the broken ones, which are 0.</summary>
/// <param name="ByDistance">Metres with the true limit published over eligible metres.</param>
/// <param name="ByChange">Changes published right over changes.</param>
/// <param name="Corrected">Metres put right over eligible metres that the base map has wrong or without a limit.</param>
/// <param name="BrokenKmShare">Metres made wrong over eligible metres that the base map has right.</param>
/// <param name="EligibleKm">Kilometres of directed segments judged.</param>
/// <param name="Changes">Changes judged.</param>
/// <param name="ToCorrectKm">Kilometres that the base map has wrong or without a limit.</param>
public sealed record LimitsReport(
    double ByDistance, double ByChange, double Corrected, double BrokenKmShare, double EligibleKm, int Changes, double ToCorrectKm)
{
    /// <summary>In a line.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"limits: by distance {ByDistance:F4}, by change {ByChange:F4} of {Changes}, corrected {Corrected:F4} of {ToCorrectKm:F1} km, " +
        $"broken {BrokenKmShare:P3}, over {EligibleKm:F1} km");

    /// <summary>The report of a tally.</summary>
    public static LimitsReport Of(LimitsTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return new LimitsReport(
            Share(tally.RightM, tally.EligibleM, 1), Share(tally.Changes.Count(change => change.IsRight), tally.Changes.Count, 1),
            Share(tally.CorrectedM, tally.ToCorrectM, 1), Share(tally.BrokenM, tally.RightBaseM, 0),
            Math.Round(tally.EligibleM / 1000, 3), tally.Changes.Count, Math.Round(tally.ToCorrectM / 1000, 3));
    }

    private static double Share(double part, double whole, double otherwise) =>
        whole > 0 ? Math.Round(part / whole, 6) : otherwise;
}
