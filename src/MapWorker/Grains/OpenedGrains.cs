using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// States of grains as this worker left them, the most recently used ones, so that a head that is still the stored one need not be
/// opened again nor its parts be read. Only saves work: what it gives is what opening the head gives. Safe for use by many threads; a state
/// that is taken is the taker's alone until it is kept again.
/// </summary>
internal sealed class OpenedGrains(MapWorkerOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GrainId, LinkedListNode<Entry>> _entries = [];

    // Most recently used first.
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>A grain whose head was just read, with parts that were added before as they may be.</summary>
    /// <exception cref="MapFusion.Wire.EvidenceFormatException">The head is harmed.</exception>
    public LoadedGrain Open(EvidenceHead head)
    {
        // A revision alone does not tell: a grain that was deleted begins anew.
        return Take(head.Grain) is { } known && known.Head.Revision == head.Revision && known.Head.State.Span.SequenceEqual(head.State.Span)
            ? known with { Head = head }
            : GrainLoader.Open(head.Grain, head);
    }

    /// <summary>Keeps a grain of which nothing has failed since it was opened.</summary>
    public void Keep(LoadedGrain grain)
    {
        var entry = new Entry(grain, grain.Head.State.Length + grain.State.Bytes);
        lock (_lock)
        {
            if (_entries.TryGetValue(grain.Head.Grain, out var known))
                Remove(known);
            _entries.Add(grain.Head.Grain, _byUse.AddFirst(entry));
            _bytes += entry.Bytes;
            while (_bytes > options.OpenedGrainBytes && _byUse.Last is { } last)
                Remove(last);
        }
    }

    private LoadedGrain? Take(GrainId grain)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(grain, out var node))
                return null;
            Remove(node);
            return node.Value.Grain;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Grain.Head.Grain);
        _bytes -= node.Value.Bytes;
    }

    private readonly record struct Entry(LoadedGrain Grain, long Bytes);
}
