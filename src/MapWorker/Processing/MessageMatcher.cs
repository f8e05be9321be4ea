using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.MapStore.Keys;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Roads;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapWorker.Processing;

/// <summary>
/// Map-matches one message by itself and turns it into contributions. As many at a time as there are processors: more would
/// only wait for each other. Safe for use by many threads.
/// </summary>
internal sealed class MessageMatcher(
    IRoadSource roads, EpochKeyRing keys, WorkerMetrics metrics, MapWorkerOptions options) : IDisposable
{
    private readonly SemaphoreSlim _processors = new(options.MatchParallelism);
    private readonly ConditionalWeakTable<RoadGraph, ConcurrentBag<Matcher>> _matchers = [];

    /// <summary>What the message has to say.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The base map cannot be loaded for now.</exception>
    public async Task<MatchedMessage> MatchAsync(VehicleMessage message, CancellationToken cancellationToken)
    {
        var fixes = FrameConversion.FixesOf(message);
        var graph = await roads.GraphAroundAsync(fixes, cancellationToken);
        await _processors.WaitAsync(cancellationToken);
        try
        {
            return Match(message, fixes, graph);
        }
        finally
        {
            _processors.Release();
        }
    }

    public void Dispose() => _processors.Dispose();

    private MatchedMessage Match(VehicleMessage message, Fix[] fixes, RoadGraph graph)
    {
        var idle = _matchers.GetOrCreateValue(graph);
        if (!idle.TryTake(out var matcher))
            matcher = new Matcher(graph, MatchOptions.Default);
        var drive = matcher.Match(fixes);

        // One that threw may be half-way through a drive, and is not used again.
        idle.Add(matcher);
        var contributions = ContributionBuilder.Build(
            FrameConversion.ObservationOf(message, fixes), drive, graph, new VehiclePseudonyms(keys, message.Vehicle));
        var tally = MatchTally.Of(drive, message.ContextFrames);
        metrics.Matched(tally);
        return new MatchedMessage(contributions, tally);
    }
}
