using Telemetry.MapMatching.Model;

namespace Telemetry.MapMatching.Matching;

/// <summary>Puts a drive together in time order: stretches, and what interrupts them.</summary>
internal sealed class DriveWriter
{
    private readonly List<MatchedStretch> _stretches = [];
    private readonly List<MatchBreak> _breaks = [];
    private readonly FixMatch[] _matches;
    private int _firstStray = -1;
    // The first fix of the run at hand that no stretch and no break holds yet, and the run's last.
    private int _next;
    private int _last = -1;

    public DriveWriter(int fixes)
    {
        _matches = new FixMatch[fixes];
        Array.Fill(_matches, FixMatch.None);
    }

    /// <summary>Stretches so far: the index of the next one.</summary>
    public int Stretches => _stretches.Count;

    /// <summary>One per fix, to be filled in.</summary>
    public Span<FixMatch> Matches => _matches;

    /// <summary>Begins a run of fixes, all of them unmatched so far.</summary>
    public void BeginRun(int first, int last, BreakReason? before)
    {
        EndRun();
        if (_firstStray >= 0)
            _breaks.Add(new MatchBreak(BreakReason.Teleport, _firstStray, first - 1));
        else if (before is { } reason)
            _breaks.Add(new MatchBreak(reason, first, first));
        _firstStray = -1;
        (_next, _last) = (first, last);
    }

    /// <summary>Adds a fix that nothing before and behind it can be joined to.</summary>
    public void AddStray(int fix)
    {
        EndRun();
        if (_firstStray < 0)
            _firstStray = fix;
    }

    /// <summary>Adds the run's next stretch.</summary>
    /// <param name="stretch">The stretch.</param>
    /// <param name="noRoute">True where it begins because no route led to it.</param>
    public void Add(MatchedStretch stretch, bool noRoute)
    {
        if (noRoute)
            _breaks.Add(new MatchBreak(
                BreakReason.NoRoute, Math.Min(_next, stretch.FirstFix), Math.Max(_next, stretch.FirstFix - 1)));
        else if (stretch.FirstFix > _next)
            _breaks.Add(new MatchBreak(BreakReason.OffNetwork, _next, stretch.FirstFix - 1));
        _stretches.Add(stretch);
        _next = stretch.LastFix + 1;
    }

    /// <summary>Ends the drive.</summary>
    /// <param name="faults">Faults found before matching, by fix; copied.</param>
    public MatchedDrive Finish(IReadOnlyList<FixFault> faults)
    {
        EndRun();
        if (_firstStray >= 0)
            _breaks.Add(new MatchBreak(BreakReason.Teleport, _firstStray, _matches.Length - 1));
        return new MatchedDrive(_stretches, _breaks, _matches) { Faults = WithStrays(faults) };
    }

    /// <summary>Adds the fixes that are neither matched nor in a break nor known for a fault.</summary>
    private IReadOnlyList<FixFault> WithStrays(IReadOnlyList<FixFault> faults)
    {
        List<FixFault>? all = null;
        int atBreak = 0, atFault = 0;
        for (var fix = 0; fix < _matches.Length; fix++)
        {
            while (atBreak < _breaks.Count && _breaks[atBreak].LastFix < fix)
                atBreak++;
            if (atFault < faults.Count && faults[atFault].Fix == fix)
                (all ??= []).Add(faults[atFault++]);
            else if (!_matches[fix].IsMatched && (atBreak == _breaks.Count || fix < _breaks[atBreak].FirstFix))
                (all ??= []).Add(new FixFault(fix, FixFaultKind.FarFromRoute));
        }

        return all ?? (IReadOnlyList<FixFault>)[];
    }

    private void EndRun()
    {
        if (_next <= _last)
            _breaks.Add(new MatchBreak(BreakReason.OffNetwork, _next, _last));
        (_next, _last) = (0, -1);
    }
}
