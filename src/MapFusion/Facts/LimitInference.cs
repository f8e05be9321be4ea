using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Infers what limit holds at a place of a segment from what vehicles know there and what the map's tag says: the posterior over
/// limits, with the tag as a prior (<see cref="SignModel"/> has the likelihood, <see cref="LimitChange"/> what is newer than that).
/// <para>
/// What fewer than <see cref="FusionOptions.MinVehicles"/> vehicles of one epoch say has no weight, for or against: one
/// vehicle, though it speaks under the pseudonyms of two epochs, and as many as are one short of a fact neither make a limit nor
/// unseat one. Ages are told from the last day on which as many vehicles as a fact needs had been there.
/// </para>
/// </summary>
/// <param name="options">Valid options.</param>
/// <param name="tag">Index of the tagged limit; 0 where there is no tag.</param>
/// <param name="law">What holds by law behind signs that name no limit.</param>
/// <param name="lengthM">The segment's length.</param>
internal sealed class LimitInference(FusionOptions options, int tag, LimitByLaw law, double lengthM)
{
    // What one limit, and all that nobody names, are worth where nothing is known.
    private const int Unnamed = -1;
    private const double OneLimit = 0.15;
    private const double AnyOther = 0.4;

    // What fewer say of all who speak is misread, however many they are: as vehicles go on coming, every mistake finds enough of them.
    private const double LeastShare = 0.03;

    // A sign that part of the vehicles read though it is not theirs: that of a road beside, or, where the segment is so short that
    // positions do not tell, of the next one.
    private const double Misleading = 0.02;
    private const double MostMisled = 0.15;
    private const double MostMisledOnShort = 0.4;

    private readonly double _mostMisled = lengthM < 2 * LimitWord.SamePostM ? MostMisledOnShort : MostMisled;
    private readonly LimitCrowd _crowd = new();

    /// <summary>What holds in a bin.</summary>
    public BinVerdict At(IReadOnlyList<LimitWitness> witnesses, int bin)
    {
        _crowd.Hear(witnesses, bin, options);
        var byTag = tag == 0
            ? new BinVerdict(LimitSource.Nobody, 0, 0, HasWitnesses: false)
            : new BinVerdict(LimitSource.Base, tag, options.BaseConfidence, HasWitnesses: false);
        if (_crowd.Says.Count == 0)
            return byTag;
        var limits = _crowd.Claims.Where(limit => limit >= 0 && (tag == 0 || limit != tag)).ToList();
        var likely = limits.Where(limit => _crowd.ShareOf(limit) >= LeastShare).ToList();
        if (tag != 0)
        {
            limits.Insert(0, tag);
            likely.Insert(0, tag);
        }

        var hypotheses = likely.Select(Best).ToList();
        var unnamed = Best(Unnamed);
        var best = hypotheses.Count > 0 ? hypotheses.MaxBy(hypothesis => hypothesis.Score) : unnamed;
        var odds = hypotheses.Append(unnamed).Sum(hypothesis => Math.Exp(hypothesis.Score - best.Score));
        var (limit, confidence) = (best.Limit, (1 - options.Doubt) / odds);
        if (limit != tag && tag != 0 && best.Score - hypotheses[0].Score < Math.Log(options.OverturnOdds) || confidence < 0.5 || limit == Unnamed)
            (best, limit, confidence) = tag == 0 ? (best, 0, 0) : (hypotheses[0], tag, options.BaseConfidence);
        if (LimitChange.Find(_crowd.Says, best, limits, options) is { } change)
            (limit, confidence) = (change.Limit, (1 - options.Doubt) * change.Probability);
        return Verdict(limit, confidence, byTag);
    }

    private BinVerdict Verdict(int limit, double confidence, BinVerdict byTag)
    {
        var published = law.Resolve(limit);
        return !_crowd.IsEnough(limit, options.MinVehicles, options.MinFleets) || published == 0 || confidence == 0 ? byTag
            : new BinVerdict(published == tag ? LimitSource.Base : LimitSource.Learned, published, confidence, HasWitnesses: true);
    }

    // The sign stands where somebody read one, behind the segment's begin, or before all that is known.
    private LimitHypothesis Best(int limit)
    {
        var prior = Math.Log(limit == tag && tag != 0 ? options.TagTrust
            : (tag == 0 ? 1 : 1 - options.TagTrust) * (limit == Unnamed ? AnyOther : OneLimit));
        var places = _crowd.Words.Where(said => said.Word.From.IsKnown && (said.Word.Limit == limit || LimitVote.IsUnnamed(said.Word.Limit)))
            .Select(said => said.Word.SignM).Append(0).Append(double.NegativeInfinity);
        return places.Distinct().Order().Select(place => new LimitHypothesis(limit, place, prior + LogLikelihood(limit, place)))
            .MaxBy(hypothesis => hypothesis.Score);
    }

    private double LogLikelihood(int limit, double signM)
    {
        double sum = 0, all = 0;
        var others = new SortedDictionary<int, (double Count, double Sum)>();
        foreach (var (word, weight) in _crowd.Words)
        {
            var says = SignModel.IsStray(word, signM) ? Unnamed : limit;
            var score = weight * Math.Log(SignModel.Of(word, says, signM));
            (sum, all) = (sum + score, all + weight);
            if (!word.From.IsKnown || word.Limit == says || !SignModel.IsBehind(word, signM))
                continue;
            var (count, known) = others.GetValueOrDefault(word.Limit);
            others[word.Limit] = (count + weight, known + score);
        }

        // Many that say one other thing may have one reason.
        var gain = 0.0;
        foreach (var (count, score) in others.Values)
        {
            var share = Math.Min(count / all, _mostMisled);
            gain = Math.Max(gain, Math.Log(Misleading) + count * Math.Log(share) + (all - count) * Math.Log(1 - share) - score);
        }

        return sum + gain;
    }
}
