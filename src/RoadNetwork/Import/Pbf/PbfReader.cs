using Google.Protobuf;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>
/// Reads OSM PBF files (https://wiki.openstreetmap.org/wiki/PBF_Format), one block in memory at a time. The first pass
/// notes what each block holds; a later pass does not even unpack blocks that hold nothing for it.
/// </summary>
internal sealed class PbfReader(string fileName) : OsmReader
{
    private static readonly MessageParser<HeaderBlock> s_headers = HeaderBlock.Parser.WithDiscardUnknownFields(true);
    private static readonly MessageParser<PrimitiveBlock> s_blocks = PrimitiveBlock.Parser.WithDiscardUnknownFields(true);

    // By block number from the first data block; empty until a pass has gone through.
    private readonly List<PbfBlockContents> _contents = [];

    public override void ReadWays(MeteredStream stream, Action<OsmWay> visitWay, Action<OsmRelation> visitRestriction)
    {
        var way = new OsmWay();
        var relation = new OsmRelation();
        ReadBlocks(stream, PbfBlockContents.Ways | PbfBlockContents.Relations, (block, primitive) =>
        {
            var strings = new PbfStrings(block, primitive.Stringtable);
            int highway = strings.Find("highway"u8), restriction = strings.Find("restriction"u8);
            foreach (var group in primitive.Primitivegroup)
            {
                foreach (var message in group.Ways)
                    if (highway >= 0 && message.Keys.Contains((uint)highway))
                        visitWay(Unpack(block, message, strings, way));
                foreach (var message in group.Relations)
                    if (restriction >= 0 && message.Vals.Contains((uint)restriction) &&
                        Unpack(block, message, strings, relation).Tags.Has("type", "restriction"))
                        visitRestriction(relation);
            }
        });
    }

    public override void ReadNodes(MeteredStream stream, IOsmNodeSink sink) =>
        ReadBlocks(stream, PbfBlockContents.Nodes, (block, primitive) =>
        {
            if (primitive.Granularity <= 0)
                throw block.Error($"the granularity is {primitive.Granularity}");
            var nodes = new PbfNodes(block, primitive, sink);
            foreach (var group in primitive.Primitivegroup)
                nodes.Read(group);
        });

    private static OsmWay Unpack(in PbfBlock block, Way message, PbfStrings strings, OsmWay way)
    {
        way.Id = message.Id;
        strings.Fill(way.Tags, message.Keys, message.Vals);
        way.Refs.Clear();
        long node = 0;
        foreach (var delta in message.Refs)
            way.Refs.Add(node += delta);
        return way;
    }

    private static OsmRelation Unpack(in PbfBlock block, Relation message, PbfStrings strings, OsmRelation relation)
    {
        var count = message.Memids.Count;
        if (message.RolesSid.Count != count || message.Types_.Count != count)
            throw block.Error($"relation {message.Id} has {count} members, {message.RolesSid.Count} roles and {message.Types_.Count} kinds");
        relation.Id = message.Id;
        strings.Fill(relation.Tags, message.Keys, message.Vals);
        relation.Members.Clear();
        long id = 0;
        for (var i = 0; i < count; i++)
        {
            id += message.Memids[i];
            if ((OsmMemberKind)message.Types_[i] is var kind && Enum.IsDefined(kind))
                relation.Members.Add(new OsmMember(kind, id, strings[message.RolesSid[i]]));
        }

        return relation;
    }

    private void ReadBlocks(MeteredStream stream, PbfBlockContents wanted, Action<PbfBlock, PrimitiveBlock> visit)
    {
        var blocks = new PbfBlockReader(fileName, stream);
        if (blocks.TryReadHeader(out var header))
            CheckFeatures(header, blocks.ReadBlob(header));
        for (var i = 0; blocks.TryReadHeader(out var block); i++)
        {
            if (i < _contents.Count && (_contents[i] & wanted) == 0)
            {
                blocks.SkipBlob(block);
                continue;
            }

            var content = blocks.ReadBlob(block);
            if (i >= _contents.Count)
                _contents.Add(PbfBlockScan.Scan(block, content));
            if ((_contents[i] & wanted) != 0)
                visit(block, Parse(block, s_blocks, content));
        }
    }

    private static void CheckFeatures(in PbfBlock block, ReadOnlyMemory<byte> content)
    {
        foreach (var feature in Parse(block, s_headers, content).RequiredFeatures)
            if (feature is not ("OsmSchema-V0.6" or "DenseNodes"))
                throw block.Error($"the file needs the feature '{feature}', which is not supported");
    }

    private static T Parse<T>(in PbfBlock block, MessageParser<T> parser, ReadOnlyMemory<byte> content)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(content.Span);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw block.Error($"the block's content is no {typeof(T).Name} message", fault);
        }
    }
}
