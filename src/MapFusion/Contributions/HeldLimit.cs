using Telemetry.Contracts.Limits;

namespace Telemetry.MapFusion.Contributions;

/// <summary>What a car holds in force from a place on.</summary>
/// <param name="SignM">Odometer of the sign that says it, from where it holds.</param>
/// <param name="Limit">The limit; null where the sign ended one and named no other.</param>
/// <param name="IsArea">True for a zone or a town, which holds around corners.</param>
internal readonly record struct HeldLimit(double SignM, SpeedLimit? Limit, bool IsArea)
{
    private const double LongestM = 20_000;

    // A sign seen so shortly before a turn stands behind it: the position was wrong.
    private const double BehindTurnM = 25;

    private static readonly double[] s_withinM = [25, 50, 100, 200, 400, 800, 1_600];

    /// <summary>The vote of this limit on a segment.</summary>
    /// <param name="beginM">Odometer of the segment's begin in the direction of travel, also where the drive began behind it.</param>
    /// <param name="lastTurnM">Odometer of the last turn into another road.</param>
    public LimitVote VoteOn(double beginM, double lastTurnM)
    {
        // In whole 0.1 m, so that the last bits of two messages of one drive do not matter.
        var behindM = Math.Round(beginM - SignM, 1);
        if (behindM > LongestM)
            return LimitVote.Nothing;
        var index = Limit is { } limit ? LimitVote.IndexOf(limit) : 0;
        // A posted sign stands for its road: behind a turn it may stand for nothing, though many cars go on holding it.
        if (!IsArea && lastTurnM - SignM > BehindTurnM)
            return index == 0 ? LimitVote.Nothing : new LimitVote(index, KnownFrom.BeforeTurn);
        return new LimitVote(index, At(behindM));
    }

    private static KnownFrom At(double behindM)
    {
        if (behindM <= 0)
            return KnownFrom.Here;
        var step = 0;
        while (step < s_withinM.Length && behindM > s_withinM[step])
            step++;
        return KnownFrom.Near + (byte)step;
    }
}
