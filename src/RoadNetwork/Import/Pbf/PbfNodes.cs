using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>Hands over the wanted nodes of one block, plain or dense.</summary>
internal sealed class PbfNodes(PbfBlock block, PrimitiveBlock primitive, IOsmNodeSink sink)
{
    private const int NanoPerUnit = 100;

    private readonly PbfStrings _strings = new(block, primitive.Stringtable);
    private readonly OsmTags _tags = new();

    /// <exception cref="OsmFormatException">The group contradicts itself or places a wanted node off the planet.</exception>
    public void Read(PrimitiveGroup group)
    {
        foreach (var node in group.Nodes)
        {
            if (sink.IndexOf(node.Id) is not (>= 0 and var index))
                continue;
            _strings.Fill(_tags, node.Keys, node.Vals);
            sink.Place(index, Position(node.Id, node.Lon, node.Lat), _tags);
        }

        if (group.Dense is { } dense)
            ReadDense(dense);
    }

    private void ReadDense(DenseNodes dense)
    {
        var count = dense.Id.Count;
        if (dense.Lat.Count != count || dense.Lon.Count != count)
            throw block.Error($"dense nodes hold {count} ids, {dense.Lat.Count} latitudes and {dense.Lon.Count} longitudes");
        long id = 0, lat = 0, lon = 0;
        var tag = 0;
        for (var i = 0; i < count; i++)
        {
            id += dense.Id[i];
            lat += dense.Lat[i];
            lon += dense.Lon[i];
            var index = sink.IndexOf(id);
            tag = ReadTags(dense.KeysVals, tag, keep: index >= 0);
            if (index >= 0)
                sink.Place(index, Position(id, lon, lat), _tags);
        }

        if (tag != dense.KeysVals.Count)
            throw block.Error($"dense nodes hold tags for more than their {count} nodes");
    }

    /// <summary>Reads one node's tags from <paramref name="at"/>; returns where the next node's begin.</summary>
    private int ReadTags(IList<int> keysVals, int at, bool keep)
    {
        _tags.Clear();
        if (keysVals.Count == 0)
            return at;
        for (; at < keysVals.Count && keysVals[at] != 0; at += 2)
        {
            if (at + 1 == keysVals.Count)
                throw block.Error("dense nodes hold a key without a value");
            if (keep)
                _tags.Add(_strings[keysVals[at]], _strings[keysVals[at + 1]]);
        }

        return at < keysVals.Count ? at + 1 : throw block.Error("dense nodes hold tags for too few nodes");
    }

    private GeoPoint Position(long id, long lon, long lat)
    {
        // 128 bits: hostile deltas may add up to anything.
        var lonE7 = Units((Int128)lon * primitive.Granularity + primitive.LonOffset);
        var latE7 = Units((Int128)lat * primitive.Granularity + primitive.LatOffset);
        return Int128.Abs(lonE7) <= 1_800_000_000 && Int128.Abs(latE7) <= 900_000_000
            ? new GeoPoint((int)lonE7, (int)latE7)
            : throw block.Error($"node {id} lies off the planet");
    }

    private static Int128 Units(Int128 nanoDeg) =>
        (nanoDeg + (nanoDeg < 0 ? -NanoPerUnit / 2 : NanoPerUnit / 2)) / NanoPerUnit;
}
