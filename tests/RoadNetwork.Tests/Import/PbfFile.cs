using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Tests.Import;

/// <summary>Writes PBF files block by block, right ones and wrong ones.</summary>
internal sealed class PbfFile
{
    private readonly MemoryStream _bytes = new();

    /// <summary>Where each block begins, and the end of the file.</summary>
    public List<long> Boundaries { get; } = [0];

    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>A header, a block of nodes, a block of nothing that matters, a block of ways, and one of relations where there are any.</summary>
    public static PbfFile Of(OsmDrawing drawing, bool dense, bool zlib)
    {
        var file = new PbfFile()
            .Header()
            .Data(NodeBlock(drawing, dense), zlib)
            .Data(new PrimitiveBlock { Stringtable = new StringTable(), Primitivegroup = { new PrimitiveGroup() } }, zlib)
            .Data(WayBlock(drawing), zlib);
        return drawing.Relations.Count > 0 ? file.Data(RelationBlock(drawing), zlib) : file;
    }

    public PbfFile Header(params string[] requiredFeatures)
    {
        var header = new HeaderBlock { RequiredFeatures = { "OsmSchema-V0.6", "DenseNodes" }, OptionalFeatures = { "Sort.Type_then_ID" } };
        header.RequiredFeatures.AddRange(requiredFeatures);
        return Block("OSMHeader", Zlib(header.ToByteArray()));
    }

    public PbfFile Data(PrimitiveBlock block, bool zlib = true) =>
        Block("OSMData", zlib ? Zlib(block.ToByteArray()) : new Blob { Raw = block.ToByteString() });

    public PbfFile Block(string type, Blob blob)
    {
        var data = blob.ToByteArray();
        return Framed(new BlobHeader { Type = type, Datasize = data.Length }, data);
    }

    public PbfFile Framed(BlobHeader header, byte[] data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.CalculateSize());
        _bytes.Write(length);
        header.WriteTo(_bytes);
        _bytes.Write(data);
        Boundaries.Add(_bytes.Length);
        return this;
    }

    public PbfFile Garbage(params byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public static Blob Zlib(byte[] content)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return new Blob { RawSize = content.Length, ZlibData = ByteString.CopyFrom(packed.ToArray()) };
    }

    public static PrimitiveBlock NodeBlock(OsmDrawing drawing, bool dense)
    {
        // An offset, so that none may be taken for granted.
        const int Granularity = 100;
        const long Offset = 700;
        var strings = new Strings();
        var group = new PrimitiveGroup();
        long id = 0, lat = 0, lon = 0;
        if (dense)
            group.Dense = new DenseNodes();
        foreach (var (node, position) in drawing.Nodes)
        {
            long nodeLat = (position.LatE7 * 100L - Offset) / Granularity, nodeLon = (position.LonE7 * 100L - Offset) / Granularity;
            var tags = drawing.TagsOf(node).SelectMany(tag => tag.Split('=', 2)).Select(strings.IndexOf).ToList();
            if (dense)
            {
                group.Dense.Id.Add(node - id);
                group.Dense.Lat.Add(nodeLat - lat);
                group.Dense.Lon.Add(nodeLon - lon);
                group.Dense.KeysVals.AddRange([.. tags.Select(t => (int)t), 0]);
                (id, lat, lon) = (node, nodeLat, nodeLon);
            }
            else
                group.Nodes.Add(new Node
                {
                    Id = node, Lat = nodeLat, Lon = nodeLon,
                    Keys = { tags.Where((_, i) => i % 2 == 0) }, Vals = { tags.Where((_, i) => i % 2 == 1) },
                });
        }

        return new PrimitiveBlock
        {
            Stringtable = strings.Table, Granularity = Granularity, LatOffset = Offset, LonOffset = Offset, Primitivegroup = { group },
        };
    }

    public static PrimitiveBlock WayBlock(OsmDrawing drawing)
    {
        var strings = new Strings();
        var group = new PrimitiveGroup();
        foreach (var (id, refs, tags) in drawing.Ways)
        {
            var way = new Way { Id = id };
            foreach (var tag in tags.Select(tag => tag.Split('=', 2)))
            {
                way.Keys.Add(strings.IndexOf(tag[0]));
                way.Vals.Add(strings.IndexOf(tag[1]));
            }

            long previous = 0;
            foreach (var node in refs)
            {
                way.Refs.Add(node - previous);
                previous = node;
            }

            group.Ways.Add(way);
        }

        return new PrimitiveBlock { Stringtable = strings.Table, Primitivegroup = { group } };
    }

    public static PrimitiveBlock RelationBlock(OsmDrawing drawing)
    {
        var strings = new Strings();
        var group = new PrimitiveGroup();
        foreach (var (id, members, tags) in drawing.Relations)
        {
            var relation = new Relation { Id = id };
            foreach (var tag in tags.Select(tag => tag.Split('=', 2)))
            {
                relation.Keys.Add(strings.IndexOf(tag[0]));
                relation.Vals.Add(strings.IndexOf(tag[1]));
            }

            long previous = 0;
            foreach (var (role, isWay, member) in members.Select(OsmDrawing.Member))
            {
                relation.RolesSid.Add((int)strings.IndexOf(role));
                relation.Memids.Add(member - previous);
                relation.Types_.Add(isWay ? Relation.Types.MemberType.Way : Relation.Types.MemberType.Node);
                previous = member;
            }

            group.Relations.Add(relation);
        }

        return new PrimitiveBlock { Stringtable = strings.Table, Primitivegroup = { group } };
    }

    private sealed class Strings
    {
        public StringTable Table { get; } = new() { S = { ByteString.Empty } };

        public uint IndexOf(string text)
        {
            var utf8 = ByteString.CopyFromUtf8(text);
            var index = Table.S.IndexOf(utf8);
            if (index < 0)
            {
                index = Table.S.Count;
                Table.S.Add(utf8);
            }

            return (uint)index;
        }
    }
}
