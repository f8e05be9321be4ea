using System.IO.Compression;
using Google.Protobuf;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.World;

namespace Telemetry.Benchmarks.Fleets;

/// <summary>The bodies of a fleet, made before any clock runs: what is measured then is the platform alone.</summary>
public static class FleetPosts
{
    /// <summary>Makes them, on all processors.</summary>
    /// <param name="world">Where the fleet drives.</param>
    /// <param name="plan">What fleet.</param>
    /// <param name="start">The event time of the start.</param>
    /// <param name="progress">Told the messages made and their number in all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The bodies in order of time.</returns>
    public static IReadOnlyList<FleetPost> Create(
        SimulatedWorld world, FleetPlan plan, DateTimeOffset start, IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        var count = (int)Math.Ceiling(plan.Duration / FleetPlan.MessageInterval);
        var made = 0;
        var posts = new List<FleetPost>[FleetPlan.Gateways];
        Parallel.For(
            0, FleetPlan.Gateways,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            gateway => posts[gateway] = CreateGateway(gateway));
        return [.. posts.SelectMany(list => list).OrderBy(post => post.At)];

        List<FleetPost> CreateGateway(int gateway)
        {
            var seed = plan.Seed * FleetPlan.Gateways + (ulong)gateway;
            var (random, messages) = (new Random((int)(seed % int.MaxValue)), new FleetMessages(world, start, seed));
            var windows = new SortedDictionary<int, List<byte[]>>();
            var frames = new Dictionary<int, int>();
            for (var vehicle = gateway; vehicle < plan.Vehicles; vehicle += FleetPlan.Gateways)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var first = FleetPlan.MessageInterval * random.NextDouble();
                foreach (var (index, message) in messages.Next(count, first).Index())
                {
                    var at = first + FleetPlan.MessageInterval * index;
                    if (at >= plan.Duration)
                        continue;
                    var window = (int)(at / FleetPlan.GatewayInterval);
                    if (!windows.TryGetValue(window, out var waiting))
                        windows.Add(window, waiting = []);
                    // Batches one behind the other are the batch of all their messages.
                    waiting.Add(new FrameBatch { Messages = { message } }.ToByteArray());
                    frames[window] = frames.GetValueOrDefault(window) + message.Frames.Count - message.ContextFrames;
                }

                progress?.Report((Interlocked.Add(ref made, count), plan.Vehicles * count));
            }

            // Gateways post at different moments of their interval.
            var offset = FleetPlan.GatewayInterval * (gateway + 1.0) / FleetPlan.Gateways;
            return [.. windows.Select(window => new FleetPost(
                FleetPlan.GatewayInterval * window.Key + offset, Pack(window.Value), window.Value.Count, frames[window.Key]))];
        }
    }

    private static ReadOnlyMemory<byte> Pack(List<byte[]> batches)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            foreach (var batch in batches)
                gzip.Write(batch);
        return packed.ToArray();
    }
}
