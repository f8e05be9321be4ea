using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Cells;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>Decoded cells, the most recently used ones. Safe for use by many threads.</summary>
internal sealed class CellCache(int maxSegments)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(long BaseMap, CellId Cell), LinkedListNode<Entry>> _entries = [];

    // Most recently used first.
    private readonly LinkedList<Entry> _byUse = new();
    private int _segments;

    public RoadCell? Find(long baseMap, CellId cell)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((baseMap, cell), out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Cell;
        }
    }

    public void Add(long baseMap, RoadCell cell)
    {
        lock (_lock)
        {
            if (_entries.ContainsKey((baseMap, cell.Cell)))
                return;
            _entries.Add((baseMap, cell.Cell), _byUse.AddFirst(new Entry(baseMap, cell)));
            _segments += cell.Segments.Length;
            // The newest cell stays even where it is larger than all that is allowed.
            while (_segments > maxSegments && _byUse.Count > 1)
            {
                var last = _byUse.Last!.Value;
                _byUse.RemoveLast();
                _entries.Remove((last.BaseMap, last.Cell.Cell));
                _segments -= last.Cell.Segments.Length;
            }
        }
    }

    private readonly record struct Entry(long BaseMap, RoadCell Cell);
}
