using System.Text;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>A block's string table, decoded entry by entry as it is asked for.</summary>
internal sealed class PbfStrings(PbfBlock block, StringTable? table)
{
    private readonly string?[] _decoded = new string?[table?.S.Count ?? 0];

    public string this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)_decoded.Length)
                throw block.Error($"a tag points at string {index} of {_decoded.Length}");
            return _decoded[index] ??= Encoding.UTF8.GetString(table!.S[(int)index].Span);
        }
    }

    /// <summary>The index of a text; negative where the block does not use it.</summary>
    public int Find(ReadOnlySpan<byte> utf8)
    {
        for (var i = 0; i < _decoded.Length; i++)
            if (table!.S[i].Span.SequenceEqual(utf8))
                return i;
        return -1;
    }

    /// <summary>For each text of the block, whether it begins so; null where none does.</summary>
    public bool[]? FindPrefix(ReadOnlySpan<byte> utf8)
    {
        bool[]? found = null;
        for (var i = 0; i < _decoded.Length; i++)
            if (table!.S[i].Span.StartsWith(utf8))
                (found ??= new bool[_decoded.Length])[i] = true;
        return found;
    }

    /// <summary>Replaces <paramref name="tags"/> by the tags of parallel index lists.</summary>
    public void Fill(OsmTags tags, IReadOnlyList<uint> keys, IReadOnlyList<uint> values)
    {
        if (keys.Count != values.Count)
            throw block.Error($"an element has {keys.Count} keys and {values.Count} values");
        tags.Clear();
        for (var i = 0; i < keys.Count; i++)
            tags.Add(this[keys[i]], this[values[i]]);
    }
}
