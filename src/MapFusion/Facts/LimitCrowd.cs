namespace Telemetry.MapFusion.Facts;

/// <summary>
/// What vehicles know at one place: their words, and the few different ones among them with the weight of all who say so. On a busy road
/// hundreds say the same.
/// </summary>
internal sealed class LimitCrowd
{
    private readonly List<LimitSay> _says = [];
    private readonly List<(LimitWord Word, double Weight)> _words = [];
    private readonly Dictionary<int, LimitSupport> _support = [];

    /// <summary>The words that have weight, the newest event hour first.</summary>
    public IReadOnlyList<LimitSay> Says => _says;

    /// <summary>The different words that have weight, and how much.</summary>
    public IReadOnlyList<(LimitWord Word, double Weight)> Words => _words;

    /// <summary>What is said by enough vehicles to have weight: see <see cref="LimitSay.Claim"/>; ascending.</summary>
    public IEnumerable<int> Claims => _support.Keys.Order();

    /// <summary>Which share of those whose words have weight say so, 0 to 1.</summary>
    public double ShareOf(int claim) => _says.Count == 0 ? 0 : _says.Count(say => say.Claim == claim) / (double)_says.Count;

    /// <summary>True where as many vehicles of one epoch, of as many fleets, say so.</summary>
    public bool IsEnough(int claim, int vehicles, int fleets) =>
        _support.TryGetValue(claim, out var support) && support.IsEnough(vehicles, fleets);

    /// <summary>Hears what vehicles know in a bin, in place of what was heard before.</summary>
    public void Hear(IReadOnlyList<LimitWitness> witnesses, int bin, FusionOptions options)
    {
        _says.Clear();
        _support.Clear();
        foreach (var witness in witnesses)
            if (witness.Words[bin] is { } word)
                _says.Add(new LimitSay(word, witness.Hours[bin], witness.Epoch, witness.Fleet));
        _says.Sort((a, b) => b.Hour.CompareTo(a.Hour));
        var reference = _says.Count == 0 ? 0 : _says[Math.Min(options.MinVehicles, _says.Count) - 1].Day;
        foreach (var say in _says)
        {
            if (!_support.TryGetValue(say.Claim, out var support))
                _support.Add(say.Claim, support = new LimitSupport());
            support.Add(say.Epoch, say.Fleet);
        }

        foreach (var (claim, support) in _support.ToArray())
            if (!support.IsEnough(options.MinVehicles, 1))
                _support.Remove(claim);
        _says.RemoveAll(say => !_support.ContainsKey(say.Claim));
        Weigh(reference, options);
    }

    // In order of word and day, so that sums do not depend on who came first.
    private void Weigh(int reference, FusionOptions options)
    {
        _words.Clear();
        var words = _says.GroupBy(say => say.Word);
        foreach (var word in words.OrderBy(word => word.Key.Limit).ThenBy(word => word.Key.From.Class).ThenBy(word => word.Key.SignM))
        {
            var weight = 0.0;
            foreach (var day in word.GroupBy(say => say.Day).OrderBy(day => day.Key))
                weight += day.Count() * Math.Pow(2, -Math.Max(0, reference - day.Key) / options.HalfLife.TotalDays);
            _words.Add((word.Key, weight));
        }
    }
}
