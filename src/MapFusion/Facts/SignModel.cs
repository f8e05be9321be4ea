using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// How likely a vehicle is to know what it knows at a place where a certain limit holds. The limit follows from the last sign before
/// the place, of which only the place is unknown: who read a sign there or behind it should know the limit, since a camera
/// rarely reads what is not there; who last read one before it has missed it, which one in five does, whatever it knows from before.
/// So not seeing counts in both directions: a sign that few of many see is none, and a sign that most see holds against all who
/// go on holding an older one. Pure.
/// </summary>
internal static class SignModel
{
    // One car in five does not see a sign that it passes.
    private const double Missed = 0.2;

    // Misread, of another road, a sticker on a lorry: all others; and one certain limit of them.
    private const double Wrong = 0.04;
    private const double OneOfMany = 0.2;

    // Far behind its sign a car may have come by another road, and what it holds be of that.
    private const double JoinedM = 400;
    private const double MostJoined = 0.4;
    private const double StrayedM = 1_500;
    private const double MostStrayed = 0.12;

    // Of two signs about equally far back it is not known which came first: the car may have missed the second.
    private const double WrongOrder = 0.13;
    private const double SameDistance = 0.1;

    // A turn leaves the sign of the other road behind; most neighbouring roads have the same limit nonetheless.
    private const double TurnedRight = 0.8;

    // The end of a limit was read there and the number of the next beside it was not, or there is none.
    private const double Unnamed = 0.15;

    // Knows nothing, on a road by which it need not have come along the sign.
    private const double Unknown = 0.5;

    /// <summary>True for a word that was read at or behind the sign and should therefore say its limit.</summary>
    /// <param name="word">What the vehicle knows.</param>
    /// <param name="signM">Where the sign stands.</param>
    public static bool IsBehind(in LimitWord word, double signM) => word.SignM >= signM - LimitWord.SamePostM;

    /// <summary>
    /// True for a word that was read on the segment, or so near before it that everybody passed the place, where the sign that counts
    /// stands farther back. If another one stood there, most would have read it: it would count itself. So whatever such a word says, it
    /// is as a wrong reading.
    /// </summary>
    /// <param name="word">What the vehicle knows.</param>
    /// <param name="signM">Where the sign stands.</param>
    public static bool IsStray(in LimitWord word, double signM) =>
        word.From.IsKnown && word.SignM >= -LimitWord.SamePostM && signM < word.SignM - LimitWord.SamePostM;

    /// <summary>The likelihood of a word.</summary>
    /// <param name="word">What the vehicle knows.</param>
    /// <param name="limit">Index of the limit that holds; one that nobody names for any other.</param>
    /// <param name="signM">Where its sign stands, in the terms of <see cref="LimitWord.SignM"/>.</param>
    public static double Of(in LimitWord word, int limit, double signM)
    {
        var saysSo = word.IsOfSign && word.Limit == limit;
        if (!word.From.IsKnown && signM < -LimitWord.SamePostM)
            return !word.IsOfSign ? Unknown : saysSo ? TurnedRight : 1 - TurnedRight;
        if (!IsBehind(word, signM))
            return Missed + MostJoined * (1 - Math.Exp(-Math.Max(0, -signM - LimitWord.SamePostM) / JoinedM));
        if (saysSo)
            return 1 - Missed;
        if (LimitVote.IsUnnamed(word.Limit) && Math.Abs(word.SignM - signM) < LimitWord.SamePostM)
            return Unnamed;
        var backM = Math.Max(0, -word.SignM);
        var wrong = OneOfMany * (Wrong + MostStrayed * (1 - Math.Exp(-backM / StrayedM)));
        return backM > 0 && word.SignM - signM < LimitWord.SamePostM + SameDistance * backM ? Math.Max(wrong, WrongOrder) : wrong;
    }
}
