using System.Runtime.InteropServices;
using Google.Protobuf;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>Finds out what a data block holds without parsing it.</summary>
internal static class PbfBlockScan
{
    /// <exception cref="OsmFormatException">The content is no well-formed message.</exception>
    public static PbfBlockContents Scan(in PbfBlock block, ReadOnlyMemory<byte> content)
    {
        MemoryMarshal.TryGetArray(content, out var bytes);
        using var input = new CodedInputStream(bytes.Array!, bytes.Offset, bytes.Count);
        var found = PbfBlockContents.None;
        try
        {
            while (input.ReadTag() is not 0 and var tag)
            {
                if (tag == WireFormat.MakeTag(PrimitiveBlock.PrimitivegroupFieldNumber, WireFormat.WireType.LengthDelimited))
                    found |= ScanGroup(block, input);
                else
                    input.SkipLastField();
            }
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw block.Error("the block's content is no PrimitiveBlock message", fault);
        }

        return found;
    }

    private static PbfBlockContents ScanGroup(in PbfBlock block, CodedInputStream input)
    {
        var found = PbfBlockContents.None;
        var end = input.ReadLength() + input.Position;
        while (input.Position < end)
        {
            found |= WireFormat.GetTagFieldNumber(input.ReadTag()) switch
            {
                PrimitiveGroup.NodesFieldNumber or PrimitiveGroup.DenseFieldNumber => PbfBlockContents.Nodes,
                PrimitiveGroup.WaysFieldNumber => PbfBlockContents.Ways,
                PrimitiveGroup.RelationsFieldNumber => PbfBlockContents.Relations,
                _ => PbfBlockContents.None,
            };
            input.SkipLastField();
        }

        return input.Position == end ? found : throw block.Error("a group of the block ends within a field");
    }
}
