namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>How long messages took from their post to the map.</summary>
/// <param name="P50S">Half of them at most, in seconds.</param>
/// <param name="P99S">99 % of them at most.</param>
/// <param name="MaxS">All of them.</param>
/// <param name="Messages">How many.</param>
internal sealed record FreshnessFigures(double P50S, double P99S, double MaxS, int Messages)
{
    /// <summary>Of the messages that a condition holds for; null where there are none.</summary>
    public static FreshnessFigures? Of(IEnumerable<FreshnessPoint> points, Func<FreshnessPoint, bool> holds)
    {
        var took = points.Where(holds).Select(point => point.Took.TotalSeconds).Order().ToList();
        return took.Count == 0 ? null : new FreshnessFigures(Rank(took, 0.5), Rank(took, 0.99), Rank(took, 1), took.Count);
    }

    private static double Rank(List<double> sorted, double share) =>
        Math.Round(sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)], 2);
}
