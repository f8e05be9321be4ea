using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// The vote in one bin and direction. A vehicle speaks with its last day there: its histogram of that day, normalised, so
/// that a hundred passes say no more than one. Fresh readings weigh more than limits held from far behind: one car in five to
/// ten misses a sign and goes on holding the last one, few read a sign that is not there.
/// <para>
/// One vehicle, even one that speaks under the pseudonyms of two epochs, neither makes a limit nor unseats one: a limit needs
/// several vehicles in one epoch to be learned, and two to count against another; and ages are told from the last day on which
/// as many vehicles as a fact needs had been there.
/// </para>
/// </summary>
internal sealed class BinVote(FusionOptions options)
{
    private const double Doubt = 0.5;

    private readonly List<Say> _says = [];
    private readonly SortedDictionary<int, double> _scores = [];
    private readonly SortedDictionary<int, Support> _support = [];

    /// <summary>Forgets the bin before.</summary>
    public void Clear()
    {
        _says.Clear();
        _scores.Clear();
        _support.Clear();
    }

    /// <summary>Hears a vehicle's last word in the bin, if it has one. Voices come by epoch, then pseudonym.</summary>
    public void Hear(Voice voice, int bin)
    {
        for (var i = voice.Days.Count - 1; i >= 0; i--)
        {
            var (day, said) = voice.Days[i];
            var total = said.Votes.Values.Sum(bins => bin < bins.Length ? bins[bin] : 0);
            if (total == 0)
                continue;
            foreach (var (code, bins) in said.Votes)
                if (bin < bins.Length && bins[bin] > 0)
                    Add(voice, day, code, (double)bins[bin] / total);
            return;
        }
    }

    /// <summary>What holds.</summary>
    /// <param name="tag">Index of the tagged limit; 0 where there is no tag.</param>
    public BinVerdict Decide(int tag)
    {
        Score();
        var byTag = tag == 0
            ? new BinVerdict(LimitSource.Nobody, 0, 0, HasWitnesses: false)
            : new BinVerdict(LimitSource.Base, tag, options.BaseConfidence, HasWitnesses: false);
        var best = 0;
        foreach (var (limit, support) in _support)
            if (support.IsEnough(options.MinVehicles, options.MinFleets) && (best == 0 || _scores[limit] > _scores[best]))
                best = limit;
        if (best == 0)
            return byTag;

        // Where there is no tag, the unknown stands for one: few stale votes make no limit.
        var against = options.BaseWeight + (best != tag && Counts(tag) ? _scores[tag] : 0);
        var strongest = _scores.Where(other => other.Key != best && Counts(other.Key)).Select(other => other.Value)
            .DefaultIfEmpty(0).Max();
        if (best != tag && _scores[best] < options.OverturnRatio * against || _scores[best] < strongest)
            return byTag;

        var backing = _scores[best] + (best == tag ? options.BaseWeight : 0);
        var all = _scores.Values.Sum() + (tag != 0 ? options.BaseWeight : 0) + Doubt;
        return new BinVerdict(best == tag ? LimitSource.Base : LimitSource.Learned, best, backing / all, HasWitnesses: true);
    }

    private static double WeightOf(VoteFreshness freshness) => freshness switch
    {
        VoteFreshness.Fresh => 1,
        VoteFreshness.Held => 0.7,
        _ => 0.4,
    };

    private bool Counts(int limit) =>
        _support.TryGetValue(limit, out var support) && support.IsEnough(Math.Min(2, options.MinVehicles), 1);

    private void Add(Voice voice, int day, int code, double share)
    {
        var vote = LimitVote.FromCode(code);
        _says.Add(new Say(voice.Epoch, voice.Pseudonym, voice.Fleet, day, LimitVote.IndexOf(vote.Limit), share, WeightOf(vote.Freshness)));
    }

    private void Score()
    {
        var reference = ReferenceDay();
        for (var i = 0; i < _says.Count;)
        {
            // One vehicle's votes for one limit are neighbours: codes ascend by limit, then freshness.
            var (say, share) = (_says[i], 0.0);
            for (; i < _says.Count && _says[i].IsSameAs(say); i++)
            {
                share += _says[i].Share;
                var age = Math.Max(0, reference - say.Day);
                _scores[say.Limit] = _scores.GetValueOrDefault(say.Limit) +
                    _says[i].Share * _says[i].Weight * Math.Pow(2, -age / options.HalfLife.TotalDays);
            }

            if (!_support.TryGetValue(say.Limit, out var support))
                _support.Add(say.Limit, support = new Support());
            if (share >= 0.5)
                support.Add(say.Epoch, say.Fleet);
        }
    }

    private int ReferenceDay()
    {
        var days = _says.DistinctBy(say => (say.Epoch, say.Pseudonym)).Select(say => say.Day).OrderDescending().ToArray();
        return days.Length == 0 ? 0 : days[Math.Min(options.MinVehicles, days.Length) - 1];
    }

    private readonly record struct Say(
        int Epoch, ulong Pseudonym, uint Fleet, int Day, int Limit, double Share, double Weight)
    {
        public bool IsSameAs(Say other) => (Epoch, Pseudonym, Limit) == (other.Epoch, other.Pseudonym, other.Limit);
    }

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
