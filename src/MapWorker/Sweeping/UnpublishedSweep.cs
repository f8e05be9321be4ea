using Telemetry.Contracts.Faults;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Grains;

namespace Telemetry.MapWorker.Sweeping;

/// <summary>
/// Publishes the facts of grains whose worker died between the durable write and the commit to the published map, and that
/// nobody has loaded since; cells are put down for the next round of deriving. A grain that another worker has merely not
/// marked yet is published again, which changes nothing.
/// </summary>
internal sealed partial class UnpublishedSweep(
    IEvidenceStore store, GrainLoader loader, FactPublisher publisher, PublishedMarks marks, ILogger<UnpublishedSweep> logger)
{
    private const int ReadAtOnce = 100;
    private Dictionary<GrainId, long> _seenBefore = [];

    /// <summary>
    /// One sweep over all grains that were unpublished at the last sweep too, at the same revision: one that moves has a living writer.
    /// For one thread at a time.
    /// </summary>
    /// <returns>How many grains were published.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var seen = new Dictionary<GrainId, long>();
        var publications = new List<Publication>();
        await foreach (var some in store.FindUnpublishedAsync(cancellationToken).Where(grain => !marks.Holds(grain)).Chunk(ReadAtOnce))
        {
            foreach (var (grain, head) in await store.LoadManyAsync(some, cancellationToken))
            {
                seen[grain] = head.Revision;
                if (_seenBefore.GetValueOrDefault(grain) != head.Revision)
                    continue;
                if (grain.Kind == GrainKind.Cell)
                    marks.Note(grain, head.Revision);
                else if (await TryDeriveAsync(grain, cancellationToken) is { } publication)
                    publications.Add(publication);
            }
        }

        var published = await publisher.PublishAsync(publications, cancellationToken);
        foreach (var (grain, exception) in published.Refused)
            LogNotPublished(exception, grain.ToString());
        _seenBefore = seen;
        return publications.Count - published.Refused.Count;
    }

    private async Task<Publication?> TryDeriveAsync(GrainId grain, CancellationToken cancellationToken)
    {
        try
        {
            return await loader.LoadToDeriveAsync(grain, cancellationToken) is { } loaded
                ? await publisher.DeriveAsync(loaded, receivedAt: null, cancellationToken)
                : null;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or BackendUnavailableException))
        {
            // One harmed grain must not keep all others from being published.
            LogNotPublished(exception, grain.ToString());
            return null;
        }
    }

    [LoggerMessage(3511, LogLevel.Error, "Grain {Grain} cannot be published.")]
    private partial void LogNotPublished(Exception exception, string grain);
}
