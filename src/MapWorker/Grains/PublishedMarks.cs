using System.Collections.Concurrent;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// Remembers which revisions are published until the grains have been quiet for a while, and then says so in the evidence
/// store: a busy grain would otherwise be written twice per flush. What is lost with the process, a sweep publishes again,
/// which changes nothing. Safe for use by many threads.
/// </summary>
internal sealed class PublishedMarks(IEvidenceStore store, TimeProvider time)
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<GrainId, Mark> _marks = new();

    public void Note(GrainId grain, long revision)
    {
        var noted = new Mark(revision, time.GetTimestamp());
        _marks.AddOrUpdate(grain, noted, (_, known) => known.Revision > revision ? known : noted);
    }

    /// <summary>Writes the marks of grains that are quiet, or of all.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store is down; the marks are kept.</exception>
    public async Task WriteAsync(bool all, CancellationToken cancellationToken)
    {
        foreach (var (grain, mark) in _marks)
        {
            if (!all && time.GetElapsedTime(mark.NotedAt) < s_quiet)
                continue;
            await store.MarkPublishedAsync(grain, mark.Revision, cancellationToken);

            // Only this very mark: a newer one may have come meanwhile.
            _marks.TryRemove(KeyValuePair.Create(grain, mark));
        }
    }

    private readonly record struct Mark(long Revision, long NotedAt);
}
