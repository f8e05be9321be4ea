using Telemetry.Contracts.Limits;

namespace Telemetry.MapFusion.Contributions;

/// <summary>What a car holds in force from a place on.</summary>
/// <param name="FromM">Odometer where it begins to hold.</param>
/// <param name="Limit">The limit; null where the car knows none, as after the end of one.</param>
/// <param name="SignM">Odometer of the sign that says it.</param>
/// <param name="IsArea">True for a zone or a town, which holds around corners.</param>
internal readonly record struct HeldLimit(double FromM, SpeedLimit? Limit, double SignM, bool IsArea)
{
    private const double FreshM = 500;
    private const double HeldM = 2_000;
    private const double LongestM = 20_000;

    /// <summary>Odometer readings at which the vote of this limit changes by itself.</summary>
    public IEnumerable<double> Changes => [SignM + FreshM, SignM + HeldM, SignM + LongestM];

    /// <summary>The vote at an odometer reading; null for none.</summary>
    /// <param name="odometerM">Where.</param>
    /// <param name="lastTurnM">Odometer of the last turn into another road.</param>
    public LimitVote? VoteAt(double odometerM, double lastTurnM)
    {
        var distance = odometerM - SignM;
        if (Limit is not { } limit || distance > LongestM)
            return null;
        // A sign stands for its road: behind a turn it may stand for nothing, though many cars go on holding it.
        var hasTurned = !IsArea && lastTurnM > SignM;
        var freshness = hasTurned ? VoteFreshness.Stale
            : distance <= FreshM ? VoteFreshness.Fresh
            : distance <= HeldM || IsArea ? VoteFreshness.Held
            : VoteFreshness.Stale;
        return new LimitVote(limit, freshness);
    }
}
