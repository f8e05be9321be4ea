using System.Globalization;
using System.Text.Json.Serialization;
using Telemetry.LearningEvaluation.Calibration;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>Whether a confidence says how often a fact is right.</summary>
/// <param name="At099">Share of right facts among those published at a confidence of 0.99 or more; null where there are none.</param>
/// <param name="Facts">How many facts that are.</param>
/// <param name="LearnedAt099">The same share of those that vehicles taught.</param>
/// <param name="LearnedFacts">How many those are.</param>
/// <param name="ConfirmedAt099">The same share of the base map's that vehicles confirm.</param>
/// <param name="ConfirmedFacts">How many those are.</param>
public sealed record CalibrationReport(
    [property: JsonPropertyName("at_0_99")] double? At099, int Facts,
    [property: JsonPropertyName("learned_at_0_99")] double? LearnedAt099, int LearnedFacts,
    [property: JsonPropertyName("confirmed_at_0_99")] double? ConfirmedAt099, int ConfirmedFacts)
{
    private const int Percent = 99;

    /// <summary>In a line.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"calibration: of {Facts} limits at 0.99 or more {At099:P2} are right; {LearnedAt099:P2} of {LearnedFacts} learned, " +
        $"{ConfirmedAt099:P2} of {ConfirmedFacts} confirmed");

    /// <summary>The report of a tally.</summary>
    public static CalibrationReport Of(CalibrationTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var (all, learned, confirmed) =
            (tally.AtLeast(Percent), tally.AtLeast(Percent, FactKind.Learned), tally.AtLeast(Percent, FactKind.Confirmed));
        return new CalibrationReport(Share(all), all.Facts, Share(learned), learned.Facts, Share(confirmed), confirmed.Facts);
    }

    private static double? Share((int Facts, int Right) counted) =>
        counted.Facts == 0 ? null : Math.Round(counted.Right / (double)counted.Facts, 6);
}
