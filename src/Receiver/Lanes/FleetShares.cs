namespace Telemetry.Receiver.Lanes;

/// <summary>
/// Tells whether a fleet is within its share of what this receiver has taken in of late. A share is the fleet's part of the last
/// hour's frames, or an equal part among the fleets that send, whichever is larger; up to the headroom above it a fleet's frames are
/// live. So one that sends ten times what it did is held to its place, while the load of all may rise a hundredfold. Shares are
/// ratios: each of several receivers behind a load balancer comes to the same by itself, and forgets when it ends. Knows no
/// clock; safe for use by many threads.
/// </summary>
/// <param name="headroom">How much more than its share is still within it; 1 or more, or 0 to hold nobody to anything.</param>
/// <param name="floorFramesPerS">What a fleet may send whatever its share, for so little harms nobody; at least 0.</param>
internal sealed class FleetShares(double headroom, double floorFramesPerS)
{
    private const double RecentS = 5;
    private const double HistoryS = 3600;
    private const double ActiveS = 30;

    // Tokens for every fleet could otherwise fill the memory with invented names.
    private const int MostFleets = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Fleet> _fleets = new(StringComparer.Ordinal);
    private DecayedSum _recent;
    private DecayedSum _history;
    private double? _beganS;
    private double _countedS;
    private int _active;

    /// <summary>Books the frames; true where they are within the fleet's share, so that they are live.</summary>
    /// <param name="fleet">The fleet's id.</param>
    /// <param name="frames">At least 1.</param>
    /// <param name="nowS">Seconds on any clock that never goes back.</param>
    public bool TryTake(string fleet, int frames, double nowS)
    {
        if (headroom <= 0)
            return true;
        lock (_gate)
        {
            _beganS ??= nowS;
            var of = FleetOf(fleet, nowS);
            _recent.Add(frames, nowS, RecentS);
            _history.Add(frames, nowS, HistoryS);
            of.History.Add(frames, nowS, HistoryS);
            of.SeenS = nowS;
            var most = Math.Max(floorFramesPerS * RecentS, headroom * ShareOf(of, nowS) * _recent.At(nowS, RecentS));
            if (of.Live.At(nowS, RecentS) + frames > most)
                return false;
            of.Live.Add(frames, nowS, RecentS);
            return true;
        }
    }

    /// <summary>A receiver that is young takes all fleets for equal: it has seen too little to know better.</summary>
    private double ShareOf(Fleet fleet, double nowS)
    {
        var equal = 1.0 / CountActive(nowS);
        var known = fleet.History.At(nowS, HistoryS) / _history.At(nowS, HistoryS);
        var trust = Math.Min(1, (nowS - _beganS!.Value) / HistoryS);
        return Math.Max(equal, equal + trust * (known - equal));
    }

    private Fleet FleetOf(string name, double nowS)
    {
        if (_fleets.TryGetValue(name, out var fleet))
        {
            if (nowS - fleet.SeenS > ActiveS)
                _active++;
            return fleet;
        }

        if (_fleets.Count >= MostFleets)
            _fleets.Clear();
        _fleets.Add(name, fleet = new Fleet());
        _active++;
        return fleet;
    }

    /// <summary>Fleets that sent within half a minute, counted anew each second; those that come are counted at once.</summary>
    private int CountActive(double nowS)
    {
        if (nowS - _countedS >= 1)
            (_active, _countedS) = (_fleets.Values.Count(fleet => nowS - fleet.SeenS <= ActiveS), nowS);
        return Math.Max(1, _active);
    }

    private sealed class Fleet
    {
        public DecayedSum Live;
        public DecayedSum History;
        public double SeenS;
    }
}
