using System.Collections.Concurrent;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Faults;
using Telemetry.MapFusion.Facts;

namespace Telemetry.AppHost.Status;

/// <summary>
/// Reads <see cref="PlatformStatus"/> from the stores, all at the same time. Reads the whole ledger, and for its hash the whole
/// map: for people and tests. For one caller at a time.
/// </summary>
/// <param name="ports">The stores.</param>
/// <param name="time">For giving up on a store that does not answer.</param>
internal sealed class PlatformStatusReader(StatusPorts ports, TimeProvider time)
{
    private const int Peeked = 10;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads it. A store that is down, or silent for ten seconds, takes only its own part away.</summary>
    /// <param name="withHash">True to read the whole map for its hash, however long that takes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PlatformStatus> ReadAsync(bool withHash, CancellationToken cancellationToken)
    {
        var problems = new ConcurrentBag<StoreProblem>();
        PlatformStatus[] parts = await Task.WhenAll(
            Part("books", ReadBooksAsync, s_patience), Part("work queue", ReadQueuesAsync, s_patience),
            Part("evidence", ReadEvidenceAsync, s_patience), Part("base maps", ReadBaseMapAsync, s_patience),
            Part("published map", ReadMapAsync, s_patience),
            withHash ? Part("published map", ReadHashAsync, Timeout.InfiniteTimeSpan) : Task.FromResult(new PlatformStatus()));
        var (books, queues, evidence, baseMap, map, hash) = (parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
        return books with
        {
            Queues = queues.Queues,
            DeadLetters = queues.DeadLetters,
            Unpublished = evidence.Unpublished,
            BaseMap = baseMap.BaseMap,
            MapVersion = map.MapVersion,
            MapFeatures = map.MapFeatures,
            MapSha256 = hash.MapSha256,
            Unavailable = [.. problems.DistinctBy(problem => problem.Store).OrderBy(problem => problem.Store, StringComparer.Ordinal)],
        };

        async Task<PlatformStatus> Part(string store, Func<CancellationToken, Task<PlatformStatus>> read, TimeSpan patience)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var silent = new CancellationTokenSource(patience, time);
            await using var both = silent.Token.Register(end.Cancel);
            try
            {
                return await read(end.Token);
            }
            catch (BackendUnavailableException down)
            {
                problems.Add(new StoreProblem(store, down.InnerException?.Message ?? down.Message));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                problems.Add(new StoreProblem(store, "no answer within 10 s"));
            }

            return new PlatformStatus();
        }
    }

    private async Task<PlatformStatus> ReadBooksAsync(CancellationToken cancellationToken)
    {
        var sums = await (await ports.Ledger(cancellationToken)).SumAsync(cancellationToken);
        return new PlatformStatus
        {
            Frames = sums.Frames,
            Messages = sums.Messages,
            BooksBalance = sums.Frames.Balance && sums.Messages.Balance,
            OldestInFlight = sums.OldestInFlight,
        };
    }

    private async Task<PlatformStatus> ReadQueuesAsync(CancellationToken cancellationToken)
    {
        var (queues, deadLetters) = await ports.Queues(cancellationToken);
        var lanes = new List<QueueStatus>();
        foreach (var queue in queues.OrderBy(queue => queue.Lane))
        {
            var depth = await queue.DepthAsync(cancellationToken);
            lanes.Add(new QueueStatus(queue.Lane == WorkLane.Live ? "live" : "bulk", depth.Visible, depth.InFlight));
        }

        var letters = await deadLetters.PeekAsync(Peeked, cancellationToken);
        return new PlatformStatus
        {
            Queues = lanes,
            DeadLetters = [.. letters.Select(letter => new DeadLetterStatus(
                letter.Chunk.ToString(), letter.Message, letter.Reason, letter.Detail, letter.At))],
        };
    }

    private async Task<PlatformStatus> ReadEvidenceAsync(CancellationToken cancellationToken)
    {
        var evidence = await ports.Evidence(cancellationToken);
        return new PlatformStatus
        {
            Unpublished = await evidence.FindUnpublishedAsync(cancellationToken).CountAsync(cancellationToken),
        };
    }

    private async Task<PlatformStatus> ReadBaseMapAsync(CancellationToken cancellationToken)
    {
        var baseMaps = await ports.BaseMaps(cancellationToken);
        return new PlatformStatus { BaseMap = await baseMaps.FindNewestAsync(cancellationToken) ?? 0 };
    }

    private async Task<PlatformStatus> ReadMapAsync(CancellationToken cancellationToken)
    {
        var map = await ports.Map(cancellationToken);
        var counts = await map.CountAsync(cancellationToken);
        return new PlatformStatus
        {
            MapVersion = await map.FindNewestVersionAsync(cancellationToken),
            MapFeatures = counts.ToDictionary(pair => pair.Key.Name(), pair => pair.Value, StringComparer.Ordinal),
        };
    }

    private async Task<PlatformStatus> ReadHashAsync(CancellationToken cancellationToken) => new()
    {
        MapSha256 = await CanonicalMapHash.ComputeAsync(await ports.Map(cancellationToken), cancellationToken),
    };
}
