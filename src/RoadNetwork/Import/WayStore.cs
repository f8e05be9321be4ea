using System.Runtime.InteropServices;
using Telemetry.RoadNetwork.Import.Tags;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// Drivable ways between the passes, packed: about 3 bytes a node. What tags say is kept once per distinct combination.
/// </summary>
internal sealed class WayStore
{
    private const int ChunkBytes = 1 << 22;

    private readonly List<CompactWriter> _chunks = [];
    private readonly Dictionary<RoadAttributes, int> _attributeIndex = [];
    private readonly List<RoadAttributes> _attributes = [];

    /// <summary>Ways kept.</summary>
    public int Count { get; private set; }

    public void Add(long wayId, in RoadAttributes road, ReadOnlySpan<long> refs)
    {
        if (_chunks.Count == 0 || _chunks[^1].Length >= ChunkBytes)
            _chunks.Add(new CompactWriter());
        var chunk = _chunks[^1];
        chunk.ZigZag(wayId);
        chunk.Varint((ulong)IndexOf(road));
        chunk.Varint((ulong)refs.Length);
        long previous = 0;
        foreach (var node in refs)
        {
            chunk.ZigZag(node - previous);
            previous = node;
        }

        Count++;
    }

    /// <summary>Visits the ways in the order in which they were added.</summary>
    public void ForEach(WayVisitor visit)
    {
        var refs = new List<long>();
        foreach (var chunk in _chunks)
        {
            var reader = new CompactReader(chunk.Written);
            while (reader.Left > 0)
            {
                var wayId = reader.ZigZag();
                var road = _attributes[(int)reader.Varint()];
                refs.Clear();
                long node = 0;
                for (var left = reader.Varint(); left > 0; left--)
                    refs.Add(node += reader.ZigZag());
                visit(wayId, road, CollectionsMarshal.AsSpan(refs));
            }
        }
    }

    private int IndexOf(in RoadAttributes road)
    {
        if (!_attributeIndex.TryGetValue(road, out var index))
        {
            index = _attributes.Count;
            _attributes.Add(road);
            _attributeIndex.Add(road, index);
        }

        return index;
    }

    /// <summary>Takes one way; the references are valid during the call.</summary>
    public delegate void WayVisitor(long wayId, in RoadAttributes road, ReadOnlySpan<long> refs);
}
