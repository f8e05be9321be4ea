using System.Collections.Concurrent;
using Telemetry.MapFusion.Grains;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// Remembers which revisions this worker has published (of cells: put), until everything around that follows from them is
/// published too and the evidence store may be told. In no hurry: a busy grain would otherwise be written twice per flush.
/// What is lost with the process stays unpublished in the store, where a sweep finds it. Safe for use by many threads.
/// </summary>
internal sealed class PublishedMarks(FlushWindow window, MapWorkerOptions options, TimeProvider time)
{
    private const int LongestWait = 5;
    private const int FlushesToSettle = 2;
    private readonly ConcurrentDictionary<GrainId, PublishedMark> _marks = new();

    /// <summary>Notes a revision; an older one than is known already changes nothing.</summary>
    public void Note(GrainId grain, long revision)
    {
        var now = time.GetTimestamp();
        _marks.AddOrUpdate(
            grain,
            _ => new PublishedMark(grain, revision, now, now),
            (_, known) => known.Revision >= revision ? known : known with { Revision = revision, NotedAt = now });
    }

    /// <summary>True where this worker has published the grain and is to mark it yet.</summary>
    public bool Holds(GrainId grain) => _marks.ContainsKey(grain);

    /// <summary>Marks of grains that are quiet or have waited for long, longest first, ties by grain.</summary>
    /// <param name="all">Also the others.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<PublishedMark> Due(bool all, int limit)
    {
        // While flushes are far apart, a grain that is written by every one of them is not quiet in between.
        var settle = options.SettleAfter + (window.Pace - options.FlushWindow) * FlushesToSettle;
        return [.. _marks.Values
            .Where(mark => all || time.GetElapsedTime(mark.NotedAt) >= settle || time.GetElapsedTime(mark.FirstNotedAt) >= settle * LongestWait)
            .OrderBy(mark => mark.FirstNotedAt).ThenBy(mark => mark.Grain)
            .Take(limit)];
    }

    /// <summary>Forgets a mark; one that a newer revision has replaced meanwhile stays, and begins to wait anew.</summary>
    public void Forget(PublishedMark mark)
    {
        if (_marks.TryRemove(KeyValuePair.Create(mark.Grain, mark)))
            return;
        if (_marks.TryGetValue(mark.Grain, out var newer))
            _marks.TryUpdate(mark.Grain, newer with { FirstNotedAt = newer.NotedAt }, newer);
    }
}
