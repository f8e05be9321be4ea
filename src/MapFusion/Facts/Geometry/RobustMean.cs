namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>
/// Huber's M-estimate of a location from words of known spread (Huber, <i>Robust Estimation of a Location Parameter</i>, 1964): a mean
/// to which a far word adds no more than a near one, so that it moves little more than the median would. Does not depend on the order of
/// the words.
/// </summary>
/// <param name="MeanM">The estimate.</param>
/// <param name="ErrorM">Its standard error if all words are honest.</param>
/// <param name="LowM">The least that it can be brought to by so many further words, whatever they say.</param>
/// <param name="HighM">The most that it can be brought to by them.</param>
internal readonly record struct RobustMean(double MeanM, double ErrorM, double LowM, double HighM)
{
    /// <summary>The larger of the ways from the estimate to its bounds.</summary>
    public double SwayM => Math.Max(HighM - MeanM, MeanM - LowM);


    /// <summary>What a mean is held to lie within where further words outweigh those there are.</summary>
    public const double UnknownM = 25;

    // In standard deviations; small, since errors of position have heavy tails.
    private const double Bend = 1;
    private const int Halvings = 48;

    // How many words it takes to outweigh what is known of their spread.
    private const double KnownWeight = 4;
    private const double LargestScaled2 = 4;
    private const double MeanOfScaled2 = 0.92;

    /// <param name="words">At least one.</param>
    /// <param name="further">How many words of others the bounds allow for.</param>
    /// <param name="smallestSigmaM">The standard deviation of the surest word that there can be.</param>
    public static RobustMean Of(List<OffsetWord> words, int further, double smallestSigmaM)
    {
        words.Sort();
        var push = further * Bend / smallestSigmaM;
        var mean = Root(words, 0);
        double weights = 0, scaled2 = 0;
        foreach (var word in words)
        {
            var scaled = Math.Abs(word.RightM - mean) / word.SigmaM;
            weights += Math.Min(1, Bend / scaled) / (word.SigmaM * word.SigmaM);
            scaled2 += Math.Min(scaled * scaled, LargestScaled2);
        }

        var spread = (KnownWeight + scaled2) / (KnownWeight + MeanOfScaled2 * words.Count);
        return new RobustMean(mean, Math.Sqrt(spread / weights), Root(words, -push), Root(words, push));
    }

    // Where the words' pull and a push from outside cancel; the pull falls as the place rises.
    private static double Root(List<OffsetWord> words, double push)
    {
        double low = -UnknownM, high = UnknownM;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            var pull = push;
            foreach (var word in words)
                pull += Math.Clamp((word.RightM - middle) / word.SigmaM, -Bend, Bend) / word.SigmaM;
            if (pull > 0)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }
}
