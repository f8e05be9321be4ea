using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>What a vehicle knows of the limit at a place of a segment.</summary>
/// <param name="Limit">Index of the limit (see <see cref="LimitVote"/>); 0 where it knows none.</param>
/// <param name="From">How it knows.</param>
/// <param name="SignM">
/// Where the sign stands, in metres from the segment's begin in the direction of travel: for a sign on the segment its place, else the
/// middle of the class of distance, below 0.
/// </param>
internal readonly record struct LimitWord(int Limit, KnownFrom From, double SignM)
{
    /// <summary>Signs nearer to each other than this may be one: places are known no better.</summary>
    public const double SamePostM = 25;

    /// <summary>A vehicle that knows nothing.</summary>
    public static LimitWord Nothing { get; } = Of(LimitVote.Nothing, 0);

    /// <summary>True where the vehicle read a sign on the segment or right before it.</summary>
    public bool IsRead => From <= KnownFrom.Near;

    /// <summary>The word of a vote.</summary>
    /// <param name="vote">The vote.</param>
    /// <param name="hereM">Where the sign stands if it was read on the segment.</param>
    public static LimitWord Of(LimitVote vote, double hereM) => new(vote.Index, vote.From, vote.From switch
    {
        KnownFrom.Here => hereM,
        KnownFrom.Near => -12,
        KnownFrom.Within50M => -37,
        KnownFrom.Within100M => -75,
        KnownFrom.Within200M => -150,
        KnownFrom.Within400M => -300,
        KnownFrom.Within800M => -600,
        KnownFrom.Within1600M => -1_200,
        KnownFrom.Far => -4_000,
        _ => double.NegativeInfinity,
    });
}
