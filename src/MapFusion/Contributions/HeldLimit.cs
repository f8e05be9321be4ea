namespace Telemetry.MapFusion.Contributions;

/// <summary>What a car holds in force from a place on.</summary>
/// <param name="SignM">Odometer of the sign that says it, from where it holds.</param>
/// <param name="Limit">Index of the limit (see <see cref="LimitVote"/>), also one of those that stand for no name.</param>
/// <param name="IsArea">True for a zone or a town, which holds around corners.</param>
internal readonly record struct HeldLimit(double SignM, int Limit, bool IsArea)
{
    // A sign seen so shortly before a turn stands behind it: the position was wrong.
    private const double BehindTurnM = 12;

    /// <summary>The vote of this limit on a segment.</summary>
    /// <param name="beginM">Odometer of the segment's begin in the direction of travel, also where the drive began behind it.</param>
    /// <param name="lastTurnM">Odometer of the last turn into another road.</param>
    public LimitVote VoteOn(double beginM, double lastTurnM)
    {
        // In whole 0.1 m, so that the last bits of two messages of one drive do not matter.
        var distance = SignDistance.Of(Math.Round(beginM - SignM, 1));
        if (distance == SignDistance.Nowhere)
            return LimitVote.Nothing;
        // A posted sign stands for its road: behind a turn it may stand for nothing, though many cars go on holding it.
        if (!IsArea && lastTurnM - SignM > BehindTurnM)
            return LimitVote.IsUnnamed(Limit) ? LimitVote.Nothing : new LimitVote(Limit, SignDistance.BeforeTurn);
        return new LimitVote(Limit, distance);
    }
}
