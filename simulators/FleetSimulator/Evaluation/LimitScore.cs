namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>
/// How much of what the base map had wrong the platform has learned; counted in roads and directions. Eligible ones are
/// either right, wrong or pending.
/// </summary>
/// <param name="Changed">Untagged or wrongly tagged in the base map.</param>
/// <param name="Eligible">Of those, truly passed by enough distinct vehicles.</param>
/// <param name="Right">Of the eligible, the truth is served over at least 80 % of the length.</param>
/// <param name="Wrong">Of the eligible, something else was learned.</param>
/// <param name="Pending">Of the eligible, nothing was learned yet, or not of enough of the length.</param>
public readonly record struct LimitScore(int Changed, int Eligible, int Right, int Wrong, int Pending)
{
    /// <summary>Right over eligible; 0 where none is eligible.</summary>
    public double RightShare => Eligible == 0 ? 0 : (double)Right / Eligible;
}
