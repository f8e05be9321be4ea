using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.MapWorker.Polling;

/// <summary>
/// What the worker holds, and what it tells of it: from this an autoscaler sees how much an item holds and how old the oldest is,
/// which the queue does not say. Safe for use by many threads.
/// </summary>
internal sealed class HeldItems
{
    private static readonly WorkLane[] s_lanes = Enum.GetValues<WorkLane>();

    private readonly ConcurrentDictionary<HeldItem, Task> _held = new();
    private readonly TimeProvider _time;
    private readonly Counter<long> _items;
    private readonly Counter<long> _frames;

    public HeldItems(WorkerMetrics metrics, TimeProvider time)
    {
        _time = time;
        _items = metrics.Meter.CreateCounter<long>("worker.items_received", "{item}", "Work items received, redeliveries included, by lane");
        _frames = metrics.Meter.CreateCounter<long>("worker.frames_received", "{frame}", "Frames that they point to, by lane");
        metrics.Meter.CreateObservableGauge("worker.held_items", () => PerLane(held => held.Count()), "{item}", "Work items held, by lane");
        metrics.Meter.CreateObservableGauge(
            "worker.oldest_age", () => PerLane(AgeOf), "s", "How long the oldest work item held has waited since it was sent, by lane");
    }

    /// <summary>How many are held.</summary>
    public int Count => _held.Count;

    /// <summary>The work on each of them.</summary>
    public ICollection<Task> Work => _held.Values;

    public void Add(HeldItem held, Task work)
    {
        _held[held] = work;
        _items.Add(1, Tag(held.Lane.Lane));
        _frames.Add(held.Item.Frames, Tag(held.Lane.Lane));
    }

    public void Remove(HeldItem held) => _held.TryRemove(held, out _);

    private static KeyValuePair<string, object?> Tag(WorkLane lane) => new("lane", lane == WorkLane.Live ? "live" : "bulk");

    private IEnumerable<Measurement<double>> PerLane(Func<IEnumerable<HeldItem>, double> measure) =>
        s_lanes.Select(lane => new Measurement<double>(measure(_held.Keys.Where(held => held.Lane.Lane == lane)), Tag(lane)));

    private double AgeOf(IEnumerable<HeldItem> held)
    {
        var now = _time.GetUtcNow();
        return held.Select(one => (now - one.Item.EnqueuedAt).TotalSeconds).DefaultIfEmpty().Max();
    }
}
