using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Protos;
using MemberType = Telemetry.RoadNetwork.Protos.Relation.Types.MemberType;

namespace Telemetry.FleetSimulator.OsmFiles;

/// <summary>
/// Writes an OSM PBF file (https://wiki.openstreetmap.org/wiki/PBF_Format) as it is handed nodes, then ways, then relations,
/// each in ascending order of id: blocks of at most 8,000 elements, zlib, dense nodes. Holds one block in memory. Disposing of
/// it writes the last block and leaves the stream open. Not safe for use by more than one thread.
/// </summary>
public sealed class OsmPbfWriter : IDisposable
{
    private const int MaxElements = 8_000;
    private const int NanoDegPerUnit = 100;

    private readonly PbfBlockStream _blocks;
    private PbfStringTable _strings = new();
    private PrimitiveGroup _group = new();
    private Kind _kind = Kind.Node;
    private int _elements;
    private long _lastId = long.MinValue;
    private (long Id, long Lat, long Lon) _lastNode;

    /// <summary>Writes the file's header.</summary>
    /// <param name="file">Where the file goes.</param>
    public OsmPbfWriter(Stream file)
    {
        _blocks = new PbfBlockStream(file);
        _blocks.Write(new HeaderBlock
        {
            RequiredFeatures = { "OsmSchema-V0.6", "DenseNodes" },
            OptionalFeatures = { "Sort.Type_then_ID" },
            Writingprogram = "telemetry fleet",
        });
    }

    private enum Kind
    {
        Node,
        Way,
        Relation,
    }

    /// <summary>Adds a node.</summary>
    /// <exception cref="InvalidOperationException">It comes after a way or relation, or after a node of its id or a larger one.</exception>
    public void Node(long id, GeoPoint at, params ReadOnlySpan<OsmTag> tags)
    {
        Begin(Kind.Node, id);
        var dense = _group.Dense ??= new DenseNodes();
        dense.Id.Add(id - _lastNode.Id);
        dense.Lat.Add(at.LatE7 - _lastNode.Lat);
        dense.Lon.Add(at.LonE7 - _lastNode.Lon);
        _lastNode = (id, at.LatE7, at.LonE7);
        foreach (var tag in tags)
        {
            dense.KeysVals.Add((int)_strings.IndexOf(tag.Key));
            dense.KeysVals.Add((int)_strings.IndexOf(tag.Value));
        }

        dense.KeysVals.Add(0);
    }

    /// <summary>Adds a way.</summary>
    /// <exception cref="InvalidOperationException">It comes after a relation, or after a way of its id or a larger one.</exception>
    public void Way(long id, ReadOnlySpan<long> nodes, params ReadOnlySpan<OsmTag> tags)
    {
        Begin(Kind.Way, id);
        var way = new Way { Id = id };
        long previous = 0;
        foreach (var node in nodes)
        {
            way.Refs.Add(node - previous);
            previous = node;
        }

        foreach (var tag in tags)
        {
            way.Keys.Add(_strings.IndexOf(tag.Key));
            way.Vals.Add(_strings.IndexOf(tag.Value));
        }

        _group.Ways.Add(way);
    }

    /// <summary>Adds a relation.</summary>
    /// <exception cref="InvalidOperationException">It comes after a relation of its id or a larger one.</exception>
    public void Relation(long id, ReadOnlySpan<OsmMember> members, params ReadOnlySpan<OsmTag> tags)
    {
        Begin(Kind.Relation, id);
        var relation = new Relation { Id = id };
        long previous = 0;
        foreach (var member in members)
        {
            relation.Memids.Add(member.Id - previous);
            relation.Types_.Add(member.IsWay ? MemberType.Way : MemberType.Node);
            relation.RolesSid.Add((int)_strings.IndexOf(member.Role));
            previous = member.Id;
        }

        foreach (var tag in tags)
        {
            relation.Keys.Add(_strings.IndexOf(tag.Key));
            relation.Vals.Add(_strings.IndexOf(tag.Value));
        }

        _group.Relations.Add(relation);
    }

    /// <inheritdoc/>
    public void Dispose() => Flush();

    private void Begin(Kind kind, long id)
    {
        if (kind < _kind || (kind == _kind && id <= _lastId))
            throw new InvalidOperationException($"{kind} {id} is out of order.");
        if (kind != _kind || _elements == MaxElements)
            Flush();
        (_kind, _lastId) = (kind, id);
        _elements++;
    }

    private void Flush()
    {
        if (_elements == 0)
            return;
        _blocks.Write(new PrimitiveBlock
        {
            Stringtable = _strings.Table, Granularity = NanoDegPerUnit, Primitivegroup = { _group },
        });
        (_strings, _group, _elements, _lastNode) = (new PbfStringTable(), new PrimitiveGroup(), 0, default);
    }
}
