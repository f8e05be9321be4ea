namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Finds out whether a limit changed in the world: whether the last vehicles are so much likelier under another limit than under the
/// one that all together speak for that a change is the better explanation. A cumulative sum of log-likelihood ratios (Page 1954),
/// taken backwards from the newest event hour. What recurs without a change (a road beside whose signs one in twenty reads) is
/// likely under the old limit as often as it occurred before. Words of one event hour have no order.
/// </summary>
/// <param name="Limit">Index of the limit that holds since.</param>
/// <param name="Probability">That it does.</param>
internal readonly record struct LimitChange(int Limit, double Probability)
{
    // Before anything was seen here, one word in 25 is taken to be of this kind.
    private const double PriorWords = 5;
    private const double PriorShare = 0.04;

    /// <summary>The change; null for none.</summary>
    /// <param name="newest">Words that have weight, the newest event hour first.</param>
    /// <param name="old">What all of them together speak for.</param>
    /// <param name="limits">Limits that may hold.</param>
    /// <param name="options">Valid options.</param>
    public static LimitChange? Find(
        IReadOnlyList<LimitSay> newest, in LimitHypothesis old, IReadOnlyList<int> limits, FusionOptions options)
    {
        var (best, gain) = (-1, Math.Log(options.ChangeOdds));
        foreach (var limit in limits)
        {
            if (limit == old.Limit)
                continue;
            var places = newest.Where(say => say.Claim == limit && say.Word.From.IsKnown).Select(say => say.Word.SignM).Distinct();
            foreach (var place in places.Order())
                if (Gain(newest, old, new LimitHypothesis(limit, place, 0), options) is var found && found > gain)
                    (best, gain) = (limit, found);
        }

        return best < 0 ? null : new LimitChange(best, 1 / (1 + options.ChangeOdds * Math.Exp(-gain)));
    }

    // The largest logarithm of the ratio over all moments of change.
    private static double Gain(IReadOnlyList<LimitSay> newest, in LimitHypothesis old, in LimitHypothesis now, FusionOptions options)
    {
        var (recurring, telling) = (0, 0);
        foreach (var say in newest)
        {
            recurring += SaysSo(say, now) && SignModel.IsBehind(say.Word, old.SignM) ? 1 : 0;
            telling += IsTelling(say, old, now) ? 1 : 0;
        }

        var support = new LimitSupport();
        var surprises = new SortedDictionary<double, int>();
        double sum = 0, best = double.NegativeInfinity;
        for (var i = 0; i < newest.Count; i++)
        {
            var say = newest[i];
            var after = SignModel.Of(say.Word, now.Limit, now.SignM);
            var before = SignModel.Of(say.Word, old.Limit, old.SignM);
            var saysSo = SaysSo(say, now);
            telling -= IsTelling(say, old, now) ? 1 : 0;
            if (saysSo)
                support.Add(say.Epoch, say.Fleet);
            if (saysSo && SignModel.IsBehind(say.Word, old.SignM))
            {
                // How surprising this is under the old limit depends on how often it was so before.
                sum += Math.Log(after);
                surprises[before] = surprises.GetValueOrDefault(before) + 1;
                recurring--;
            }
            else
                sum += Math.Log(after / before);

            if (i + 1 < newest.Count && newest[i + 1].Hour == say.Hour || !support.IsEnough(options.MinVehicles, options.MinFleets))
                continue;
            var share = (recurring + PriorShare * PriorWords) / (telling + PriorWords);
            var expected = 0.0;
            foreach (var (likelihood, count) in surprises)
                expected += count * Math.Log(Math.Max(likelihood, share));
            best = Math.Max(best, sum - expected);
        }

        return best;
    }

    // Read at or behind either sign: who knows nothing is no measure of how often something is said.
    private static bool IsTelling(in LimitSay say, in LimitHypothesis old, in LimitHypothesis now) =>
        say.Word.From.IsKnown && SignModel.IsBehind(say.Word, Math.Min(old.SignM, now.SignM));

    private static bool SaysSo(in LimitSay say, in LimitHypothesis now) =>
        say.Claim == now.Limit && say.Word.From.IsKnown && SignModel.IsBehind(say.Word, now.SignM);
}
