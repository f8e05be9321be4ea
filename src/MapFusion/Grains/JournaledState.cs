using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// A grain's state as a journal over parts. New contributions go to the journal in the head. When it overflows, its
/// contributions are aggregated by event day and its ids sorted into runs, both in parts; the head keeps their names.
/// </summary>
/// <typeparam name="TDay">The aggregate of a day.</typeparam>
internal sealed class JournaledState<TDay> : GrainState where TDay : class, IDayEvidence<TDay>
{
    /// <summary>Evidence older than this many days before the newest event day is dropped: three epochs.</summary>
    public const int EvidenceDays = 84;

    private const int HeadAim = 7 * 1024;
    private const int LeastJournal = 2 * 1024;
    private const int IdDays = 9;

    private readonly HeadContent _head;
    private readonly HashSet<(int Hour, ulong Fingerprint)> _journalIds = [];
    private readonly Dictionary<ulong, IdRun> _runs = [];
    private readonly Dictionary<ulong, ReadOnlyMemory<byte>> _dayParts = [];
    private SortedDictionary<int, TDay>? _days;
    private int _journalSize;

    public JournaledState(GrainId grain, ReadOnlyMemory<byte> head) : base(grain)
    {
        _head = head.IsEmpty ? new HeadContent() : HeadContent.Decode(grain.Kind, head);
        foreach (var entry in _head.Journal)
        {
            TDay.Validate(entry.Payload.Span);
            if (!_journalIds.Add((entry.EventHour, entry.Fingerprint)))
                throw ByteReader.Bad("the journal holds an id twice");
            _journalSize += entry.Size;
        }
    }

    public override CellId? HomeCell => _head.HomeCell;

    public override bool IsEmpty => _head.NewestDay < 0;

    public override int NewestDay => _head.NewestDay;

    public override long Bytes => _head.IndexSize + _journalSize + _dayParts.Values.Sum(part => (long)part.Length) +
        _head.IdRuns.Where(run => _runs.ContainsKey(run.Name)).Sum(run => (long)run.Count * sizeof(ulong));

    /// <summary>True where some evidence is in parts.</summary>
    public bool HasDayParts => _head.DayParts.Count > 0;

    /// <summary>The contributions that the head holds, in no stated order.</summary>
    public IEnumerable<(int Day, ReadOnlyMemory<byte> Payload)> Journal =>
        _head.Journal.Select(entry => (Contribution.DayOf(entry.EventHour), entry.Payload));

    private bool MustCompact => _journalSize > Math.Max(LeastJournal, HeadAim - _head.IndexSize);

    public override IReadOnlyList<string> PartNames =>
        [.. _head.DayParts.Select(part => part.Text), .. _head.IdRuns.Select(run => run.Text)];

    public override IReadOnlyList<string> PartsToFold(IReadOnlyList<Contribution> contributions)
    {
        var names = new List<string>();
        foreach (var run in _head.IdRuns)
            if (!_runs.ContainsKey(run.Name) && contributions.Any(c => run.Covers(c.EventHour)))
                names.Add(run.Text);
        return names;
    }

    public override IReadOnlyList<string> PartsToDerive() => _days is not null
        ? []
        : [.. _head.DayParts.Where(part => !_dayParts.ContainsKey(part.Name)).Select(part => part.Text)];

    public override IReadOnlyList<string> PartsToSeal(DateTimeOffset now) => !MustCompact
        ? []
        : [.. DayPartsToRewrite().Where(part => !_dayParts.ContainsKey(part.Name)).Select(part => part.Text),
            .. RunsToRewrite().Where(run => !_runs.ContainsKey(run.Name)).Select(run => run.Text)];

    public override void AddPart(string name, ReadOnlyMemory<byte> bytes)
    {
        foreach (var run in _head.IdRuns)
            if (run.Text == name)
                _runs[run.Name] = IdRun.Open(bytes);
        foreach (var part in _head.DayParts)
            if (part.Text == name)
            {
                // Reading it now finds corruption before anything is folded.
                DayPart.AddTo(new SortedDictionary<int, TDay>(), bytes);
                _dayParts[part.Name] = bytes;
            }
    }

    public override IReadOnlyList<bool> Fold(IReadOnlyList<Contribution> contributions)
    {
        foreach (var contribution in contributions)
            Check(contribution);
        var isNew = new bool[contributions.Count];
        for (var i = 0; i < isNew.Length; i++)
            isNew[i] = TryFold(contributions[i]);
        return isNew;
    }

    public override SealedState Seal(string nonce, DateTimeOffset now)
    {
        var newParts = new List<GrainPart>();
        var obsolete = new List<string>();
        if (MustCompact)
            Compact(nonce, newParts, obsolete);
        ForgetIds(now, obsolete);
        return new SealedState(_head.Encode(Grain.Kind), newParts, obsolete);
    }

    /// <summary>Evidence by day, only days that count and trimmed to what counts; not to be changed.</summary>
    /// <exception cref="InvalidOperationException">A part of <see cref="PartsToDerive"/> is missing.</exception>
    public SortedDictionary<int, TDay> Days()
    {
        if (_days is null)
        {
            var days = new SortedDictionary<int, TDay>();
            foreach (var part in _head.DayParts)
                DayPart.AddTo(days, Required(_dayParts, part.Name, PartName.DayPart));
            foreach (var entry in _head.Journal)
                AddTo(days, entry);
            _days = days;
        }

        TrimAll(_days);
        return _days;
    }

    private void Check(Contribution contribution)
    {
        if (contribution.Grain != Grain)
            throw new ArgumentException($"The contribution belongs to {contribution.Grain}, not to {Grain}.");
        if (!HeadContent.IsHour(contribution.EventHour))
            throw ByteReader.Bad("an event hour is out of range");
        TDay.Validate(contribution.Payload.Span);
        foreach (var run in _head.IdRuns)
            if (run.Covers(contribution.EventHour))
                Required(_runs, run.Name, PartName.IdRun);
    }

    private bool TryFold(Contribution contribution)
    {
        var (hour, day) = (contribution.EventHour, Contribution.DayOf(contribution.EventHour));
        var fingerprint = JournalEntry.FingerprintOf(contribution.Id);
        if (day < _head.ForgottenBeforeDay)
            return false;
        foreach (var run in _head.IdRuns)
            if (run.Covers(hour) && _runs[run.Name].Contains(hour, fingerprint))
                return false;
        if (!_journalIds.Add((hour, fingerprint)))
            return false;

        var entry = new JournalEntry(hour, fingerprint, contribution.Payload);
        _head.Journal.Add(entry);
        _journalSize += entry.Size;
        _head.NewestDay = Math.Max(_head.NewestDay, day);
        if (Grain.Kind == GrainKind.Segment)
            _head.HomeCell = contribution.HomeCell;
        if (_days is not null)
            AddTo(_days, entry);
        return true;
    }

    private static void AddTo(SortedDictionary<int, TDay> days, JournalEntry entry)
    {
        var day = Contribution.DayOf(entry.EventHour);
        if (!days.TryGetValue(day, out var evidence))
            days.Add(day, evidence = TDay.Empty());
        evidence.Add(entry.EventHour % Contribution.HoursPerDay, entry.Payload.Span);
    }

    private void TrimAll(SortedDictionary<int, TDay> days)
    {
        foreach (var day in days.Keys.Where(day => day <= NewestDay - EvidenceDays).ToArray())
            days.Remove(day);
        foreach (var (day, evidence) in days)
            evidence.Trim(NewestDay - day);
    }

    private List<DayPartRef> DayPartsToRewrite() =>
        Compaction.DayPartsToRewrite(_head.DayParts, [.. _head.Journal.Select(e => Contribution.DayOf(e.EventHour)).Distinct()]);

    private List<IdRunRef> RunsToRewrite() =>
        [.. _head.Journal.GroupBy(entry => Contribution.DayOf(entry.EventHour)).OrderBy(day => day.Key)
            .SelectMany(day => Compaction.RunsToMerge(_head.IdRuns, day.Key, day.Count()))];

    private void Compact(string nonce, List<GrainPart> newParts, List<string> obsolete)
    {
        CompactDays(nonce, newParts, obsolete);
        CompactIds(nonce, newParts, obsolete);
        _head.Journal.Clear();
        _journalIds.Clear();
        _journalSize = 0;
    }

    private void CompactDays(string nonce, List<GrainPart> newParts, List<string> obsolete)
    {
        var days = new SortedDictionary<int, TDay>();
        foreach (var part in DayPartsToRewrite())
        {
            DayPart.AddTo(days, Required(_dayParts, part.Name, PartName.DayPart));
            Drop(part, obsolete);
        }

        foreach (var entry in _head.Journal)
            AddTo(days, entry);
        TrimAll(days);
        foreach (var part in _head.DayParts.Where(part => part.LastDay <= NewestDay - EvidenceDays).ToArray())
            Drop(part, obsolete);
        foreach (var (first, last, bytes) in DayPart.Pack(days, Compaction.PartAim))
        {
            var part = new DayPartRef(PartName.Of(nonce, newParts.Count), first, last, bytes.Length);
            _head.DayParts.Add(part);
            _dayParts[part.Name] = bytes;
            newParts.Add(new GrainPart(part.Text, bytes));
        }
    }

    private void Drop(DayPartRef part, List<string> obsolete)
    {
        _head.DayParts.Remove(part);
        _dayParts.Remove(part.Name);
        obsolete.Add(part.Text);
    }

    private void CompactIds(string nonce, List<GrainPart> newParts, List<string> obsolete)
    {
        foreach (var day in _head.Journal.GroupBy(entry => Contribution.DayOf(entry.EventHour)).OrderBy(day => day.Key).ToArray())
        {
            var ids = day.Select(entry => (entry.EventHour, entry.Fingerprint)).ToList();
            foreach (var run in Compaction.RunsToMerge(_head.IdRuns, day.Key, ids.Count))
            {
                Required(_runs, run.Name, PartName.IdRun).CopyTo(ids);
                Drop(run, obsolete);
            }

            ids.Sort();
            foreach (var chunk in ids.Chunk(Compaction.MostIdsInRun))
            {
                var bytes = IdRun.Encode(chunk);
                var run = new IdRunRef(PartName.Of(nonce, newParts.Count), chunk[0].EventHour, chunk[^1].EventHour, chunk.Length);
                _head.IdRuns.Add(run);
                _runs[run.Name] = IdRun.Open(bytes);
                newParts.Add(new GrainPart(run.Text, bytes));
            }
        }
    }

    private void Drop(IdRunRef run, List<string> obsolete)
    {
        _head.IdRuns.Remove(run);
        _runs.Remove(run.Name);
        obsolete.Add(run.Text);
    }

    private void ForgetIds(DateTimeOffset now, List<string> obsolete)
    {
        // Both clocks must have passed: event time alone could be ahead, the clock alone is not the evidence's.
        var today = (int)Math.Max(0, now.ToUnixTimeSeconds() / 86_400);
        var oldest = Math.Min(today, NewestDay) - IdDays;
        foreach (var run in _head.IdRuns.Where(run => run.Day < oldest).ToArray())
        {
            _head.ForgottenBeforeDay = Math.Max(_head.ForgottenBeforeDay, run.Day + 1);
            Drop(run, obsolete);
        }
    }

    private static T Required<T>(Dictionary<ulong, T> parts, ulong name, char kind) => parts.TryGetValue(name, out var part)
        ? part
        : throw new InvalidOperationException($"The part {PartName.Text(kind, name)} is needed and was not added.");
}
