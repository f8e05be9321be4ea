using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Import.Tags;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>Hands over the wanted nodes of one block, plain or dense.</summary>
internal sealed class PbfNodes(PbfBlock block, PrimitiveBlock primitive, IOsmNodeSink sink)
{
    private const int NanoPerUnit = 100;

    private readonly PbfStrings _strings = new(block, primitive.Stringtable);
    private readonly OsmTags _tags = new();
    private bool[]? _signs;

    /// <exception cref="OsmFormatException">The group contradicts itself or places a wanted node off the planet.</exception>
    public void Read(PrimitiveGroup group)
    {
        // Few blocks name a sign, and then few of their nodes: the others' tags are not even decoded.
        _signs ??= _strings.FindPrefix("traffic_sign"u8);
        foreach (var node in group.Nodes)
        {
            var index = sink.IndexOf(node.Id);
            if (index < 0 && _signs is null)
                continue;
            _strings.Fill(_tags, node.Keys, node.Vals);
            Place(node.Id, index, node.Lon, node.Lat);
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
            tag = ReadTags(dense.KeysVals, tag, isWanted: index >= 0);
            Place(id, index, lon, lat);
        }

        if (tag != dense.KeysVals.Count)
            throw block.Error($"dense nodes hold tags for more than their {count} nodes");
    }

    private void Place(long id, int index, long lon, long lat)
    {
        var isSign = _signs is not null && SignTags.Has(_tags);
        if (index < 0 && !isSign)
            return;
        var position = Position(id, lon, lat);
        if (index >= 0)
            sink.Place(id, index, position, _tags);
        if (isSign)
            sink.PlaceSign(id, index, position, _tags);
    }

    /// <summary>Reads one node's tags from <paramref name="at"/> where they matter; returns where the next node's begin.</summary>
    private int ReadTags(IList<int> keysVals, int at, bool isWanted)
    {
        _tags.Clear();
        if (keysVals.Count == 0)
            return at;
        var first = at;
        var matters = isWanted;
        for (; at < keysVals.Count && keysVals[at] != 0; at += 2)
        {
            if (at + 1 == keysVals.Count)
                throw block.Error("dense nodes hold a key without a value");
            matters |= IsSign(keysVals[at]) || IsSign(keysVals[at + 1]);
        }

        for (var i = first; matters && i < at; i += 2)
            _tags.Add(_strings[keysVals[i]], _strings[keysVals[i + 1]]);
        return at < keysVals.Count ? at + 1 : throw block.Error("dense nodes hold tags for too few nodes");
    }

    private bool IsSign(int text) => _signs is not null && (uint)text < (uint)_signs.Length && _signs[text];

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
