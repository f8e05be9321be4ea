using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Infers what limit holds at a place of a segment from what vehicles know there and what the map's tag says: the posterior over
/// limits, with the tag as a prior (<see cref="SignModel"/> has the likelihood).
/// <para>
/// What fewer than <see cref="FusionOptions.MinVehicles"/> vehicles of one epoch say has no weight, for or against: one
/// vehicle, though it speaks under the pseudonyms of two epochs, and as many as are one short of a fact neither make a limit nor
/// unseat one. Ages are told from the last day on which as many vehicles as a fact needs had been there.
/// </para>
/// </summary>
internal sealed class LimitInference(FusionOptions options, int tag)
{
    // Limits that are usual on roads: what a limit is worth of which nothing is known.
    private const double OneLimit = 0.15;
    private const double AnyOther = 0.4;

    private readonly List<Said> _says = [];
    private readonly SortedDictionary<int, Support> _support = [];
    private readonly List<(LimitWord Word, double Weight)> _words = [];

    /// <summary>What holds in a bin.</summary>
    public BinVerdict At(IReadOnlyList<LimitWitness> witnesses, int bin)
    {
        Hear(witnesses, bin);
        var byTag = tag == 0
            ? new BinVerdict(LimitSource.Nobody, 0, 0, HasWitnesses: false)
            : new BinVerdict(LimitSource.Base, tag, options.BaseConfidence, HasWitnesses: false);
        if (_words.Count == 0)
            return byTag;

        var scores = new SortedDictionary<int, double>();
        foreach (var limit in _support.Keys.Where(Counts).Append(tag).Where(limit => limit >= 0))
            scores[limit] = Math.Log(PriorOf(limit)) + LikelihoodOf(limit);
        var other = Math.Log(PriorOf(-1)) + LikelihoodOf(-1);
        var best = -1;
        foreach (var (limit, score) in scores)
            if (best < 0 || score > scores[best])
                best = limit;
        var sum = scores.Values.Append(other).Sum(score => Math.Exp(score - scores[best]));
        var confidence = (1 - options.Doubt) / sum;
        if (best == tag && tag != 0)
            return _support.TryGetValue(tag, out var confirming) && confirming.IsEnough(options.MinVehicles, options.MinFleets)
                ? new BinVerdict(LimitSource.Base, tag, confidence, HasWitnesses: true)
                : byTag;
        if (best == 0 || !_support[best].IsEnough(options.MinVehicles, options.MinFleets) || confidence < 0.5 ||
            tag != 0 && scores[best] - scores[tag] < Math.Log(options.OverturnOdds))
            return byTag;
        return new BinVerdict(LimitSource.Learned, best, confidence, HasWitnesses: true);
    }

    private bool Counts(int limit) => _support.TryGetValue(limit, out var support) && support.IsEnough(options.MinVehicles, 1);

    // -1 is any limit that nobody says.
    private double PriorOf(int limit) => limit == tag && tag != 0 ? options.TagTrust
        : (tag == 0 ? 1 : 1 - options.TagTrust) * (limit == -1 ? AnyOther : OneLimit);

    // The sign stands where somebody read it, or before the segment where nobody did.
    private double LikelihoodOf(int limit)
    {
        var best = LikelihoodOf(limit, 0);
        foreach (var place in _words.Where(said => said.Word.Limit == limit || said.Word.Limit == 0).Select(said => said.Word.SignM).Distinct())
            if (!double.IsNegativeInfinity(place))
                best = Math.Max(best, LikelihoodOf(limit, place));
        return limit <= 0 ? best : Math.Max(best, LikelihoodOf(limit, double.NegativeInfinity));
    }

    private double LikelihoodOf(int limit, double signM)
    {
        var sum = 0.0;
        foreach (var (word, weight) in _words)
            sum += weight * SignModel.LogOf(word, limit, signM);
        return sum;
    }

    private void Hear(IReadOnlyList<LimitWitness> witnesses, int bin)
    {
        _says.Clear();
        _support.Clear();
        _words.Clear();
        foreach (var witness in witnesses)
            if (witness.Words[bin] is { } word)
            {
                _says.Add(new Said(word, Contribution.DayOf(witness.Hours[bin])));
                if (!_support.TryGetValue(KeyOf(word), out var support))
                    _support.Add(KeyOf(word), support = new Support());
                support.Add(witness.Epoch, witness.Fleet);
            }

        var reference = ReferenceDay();
        foreach (var (word, day) in _says)
            if (Counts(KeyOf(word)))
                _words.Add((word, Math.Pow(2, -Math.Max(0, reference - day) / options.HalfLife.TotalDays)));
    }

    // Who knows nothing, and who read the end of a limit, are told apart.
    private static int KeyOf(in LimitWord word) => word.From == KnownFrom.Nowhere ? -1 : word.Limit;

    private int ReferenceDay()
    {
        if (_says.Count == 0)
            return 0;
        var days = _says.Select(said => said.Day).OrderDescending().ToArray();
        return days[Math.Min(options.MinVehicles, days.Length) - 1];
    }

    private readonly record struct Said(LimitWord Word, int Day);

    private sealed class Support
    {
        private readonly Dictionary<int, (int Vehicles, HashSet<uint> Fleets)> _byEpoch = [];

        public void Add(int epoch, uint fleet)
        {
            var (vehicles, fleets) = _byEpoch.TryGetValue(epoch, out var known) ? known : (0, []);
            fleets.Add(fleet);
            _byEpoch[epoch] = (vehicles + 1, fleets);
        }

        public bool IsEnough(int vehicles, int fleets) =>
            _byEpoch.Values.Any(epoch => epoch.Vehicles >= vehicles && epoch.Fleets.Count >= fleets);
    }
}
