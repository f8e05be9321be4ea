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
    // One car in five does not see a sign that it passes (cameras of 2015 to 2020 are reported at 75 to 95 %).
    private const double Missed = 0.2;

    // Misread, of another road, a sticker on a lorry: all others; and one certain limit of them.
    private const double Wrong = 0.04;
    private const double OneOfMany = 0.2;

    // Far behind its sign a car may have come by another road, and what it holds be of that.
    private const double JoinedM = 400;
    private const double StrayedM = 1_500;
    private const double MostStrayed = 0.12;

    // A turn leaves the sign of the other road behind; most neighbouring roads have the same limit nonetheless.
    private const double TurnedRight = 0.65;
    private const double TurnedWrong = 0.35;

    // The end of a limit was read there and the number of the next beside it was not, or there is none.
    private const double EndAlone = 0.15;

    /// <summary>Logarithm of the likelihood of a word.</summary>
    /// <param name="word">What the vehicle knows.</param>
    /// <param name="limit">Index of the limit that holds; 0 for one that no sign names.</param>
    /// <param name="signM">Where its sign stands, in the terms of <see cref="LimitWord.SignM"/>.</param>
    public static double LogOf(in LimitWord word, int limit, double signM)
    {
        var saysSo = word.From != KnownFrom.Nowhere && word.Limit == limit;
        if (word.SignM >= signM - LimitWord.SamePostM)
            return Math.Log(AtOrBehind(word, saysSo, signM));
        // Who turned, or knows nothing, may have come to this road behind a sign that stands before the segment.
        if (double.IsNegativeInfinity(word.SignM) && signM < -LimitWord.SamePostM)
            return Math.Log(word.From == KnownFrom.Nowhere ? 0.5 : saysSo ? TurnedRight : TurnedWrong);
        return Math.Log(MissedAt(signM));
    }

    private static double AtOrBehind(in LimitWord word, bool saysSo, double signM)
    {
        if (word.From == KnownFrom.Nowhere)
            return 0.5;
        if (word.From == KnownFrom.BeforeTurn)
            return saysSo ? TurnedRight : TurnedWrong;
        if (saysSo)
            return 1 - Missed;
        if (word.Limit == 0 && Math.Abs(word.SignM - signM) < LimitWord.SamePostM)
            return EndAlone;
        var farM = Math.Max(0, -word.SignM);
        return OneOfMany * (Wrong + MostStrayed * (1 - Math.Exp(-farM / StrayedM)));
    }

    private static double MissedAt(double signM)
    {
        var farM = Math.Max(0, -signM - LimitWord.SamePostM);
        return Missed + 0.4 * (1 - Math.Exp(-farM / JoinedM));
    }
}
