using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>What a vehicle knows of the limit at a place of a segment.</summary>
/// <param name="Limit">Index of the limit (see <see cref="LimitVote"/>); 0 where it knows none.</param>
/// <param name="From">How it knows.</param>
/// <param name="SignM">
/// Where the sign stands, in metres from the segment's begin in the direction of travel: for a sign on the segment its place, for one
/// before it the middle of its class of distance, below 0; negative infinity where that is not known.
/// </param>
internal readonly record struct LimitWord(int Limit, SignDistance From, double SignM)
{
    /// <summary>Signs nearer to each other than this may be one: places are known no better.</summary>
    public const double SamePostM = 25;

    /// <summary>True where the vehicle passed a sign that says what it knows, be it that a limit ended.</summary>
    public bool IsOfSign => From != SignDistance.Nowhere;

    /// <summary>The word of a vote.</summary>
    /// <param name="vote">The vote.</param>
    /// <param name="hereM">Where the sign stands if it was read on the segment.</param>
    public static LimitWord Of(LimitVote vote, double hereM) =>
        new(vote.Index, vote.From, vote.From == SignDistance.Here ? hereM : -vote.From.BackM);
}
