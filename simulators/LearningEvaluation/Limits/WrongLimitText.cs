using System.Globalization;

namespace Telemetry.LearningEvaluation.Limits;

/// <summary>Wrong limits as rows of a table.</summary>
internal static class WrongLimitText
{
    /// <summary>The column names.</summary>
    public const string Header =
        "seed,segment,way,direction,from_m,to_m,length_m,truth,tag,published,vehicles,driven,votes,signs,cause";

    /// <summary>A row of comma-separated values.</summary>
    public static string Row(WrongLimit wrong) => string.Create(
        CultureInfo.InvariantCulture,
        $"{wrong.Seed},{wrong.Segment},{wrong.OsmWayId},{wrong.Direction},{wrong.FromM:F1},{wrong.ToM:F1},{wrong.LengthM:F1}," +
        $"{wrong.Truth},{wrong.Tag},{wrong.Published},{wrong.Vehicles},{wrong.Driven},{Votes(wrong)},{Signs(wrong)},{wrong.Cause}");

    /// <summary>As <c>50:7 30:2</c>.</summary>
    public static string Votes(WrongLimit wrong) =>
        string.Join(' ', wrong.Votes.Select(vote => string.Create(CultureInfo.InvariantCulture, $"{vote.Limit}:{vote.Votes}")));

    private static string Signs(WrongLimit wrong) =>
        string.Join("; ", wrong.Signs.Select(sign => string.Create(CultureInfo.InvariantCulture, $"{sign.AtM:F0} m {sign.Says.Replace(',', ' ')}")));
}
