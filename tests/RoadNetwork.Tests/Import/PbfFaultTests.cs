using Google.Protobuf;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Tests.Import;

public sealed class PbfFaultTests
{
    private static readonly OsmDrawing s_drawing = new OsmDrawing("A-b-C-d-E")
        .Way(1, "AbC", "highway=primary", "maxspeed=50", "name=Main street").Way(2, "CdE").Tag('b', "barrier=gate");

    private static readonly OsmDrawing s_turns = new OsmDrawing("A-b-C-d-E")
        .Way(1, "AbC").Way(2, "CdE").Restriction(7, "from 1, via C, to 2", "restriction=no_straight_on")
        .Tag('b', "traffic_sign=DE:274[30]");

    [Fact]
    public void Import_TruncatedAnywhere_IsRefusedWithTheBlock()
    {
        var file = PbfFile.Of(s_drawing, dense: true, zlib: true);
        var bytes = file.ToArray();
        for (var length = 1; length < bytes.Length; length++)
        {
            var fault = Refusal(bytes[..length]);
            // A file cut between two blocks is well-formed; this one then lacks its ways.
            var isBoundary = file.Boundaries.Contains(length);
            Assert.Equal(isBoundary ? null : file.Boundaries.FindLastIndex(b => b < length) + 1, fault.Block);
            Assert.Equal(isBoundary ? null : file.Boundaries.FindLast(b => b < length), fault.ByteOffset);
        }
    }

    // Deflate pads its last byte with bits that mean nothing: one of those may change as long as the roads do not.
    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 5)]
    public void Import_AnyBitFlipped_IsRefusedWithTheBlockOrChangesNothing(bool withTurns, int blobs)
    {
        var bytes = PbfFile.Of(withTurns ? s_turns : s_drawing, dense: true, zlib: true).ToArray();
        var expected = Encoded(bytes);
        var harmless = 0;
        for (var i = 0; i < bytes.Length; i++)
            for (var bit = 0; bit < 8; bit++)
            {
                var altered = bytes.ToArray();
                altered[i] ^= (byte)(1 << bit);
                if (Record.Exception(() => Assert.Equal(expected, Encoded(altered))) is not { } refusal)
                    harmless++;
                else
                    Assert.NotNull(Assert.IsType<OsmFormatException>(refusal).Block);
            }

        // At most seven bits in each of the blobs.
        Assert.InRange(harmless, 0, blobs * 7);
    }

    [Fact]
    public void Import_UnsupportedFeature_IsNamed() =>
        AssertRefused(new PbfFile().Header("HistoricalInformation"), block: 1, "HistoricalInformation");

    [Fact]
    public void Import_ForeignCompression_IsNamed() =>
        AssertRefused(new PbfFile().Header().Block("OSMData", new Blob { RawSize = 5, ZstdData = ByteString.CopyFrom(1, 2) }), block: 2, "zstd");

    [Fact]
    public void Import_UnknownBlockType_IsNamed() =>
        AssertRefused(new PbfFile().Header().Block("OSMStuff", PbfFile.Zlib([])), block: 2, "OSMStuff");

    [Fact]
    public void Import_DataBeforeHeader_IsRefused() =>
        AssertRefused(new PbfFile().Data(PbfFile.WayBlock(s_drawing)), block: 1, "OSMHeader is expected");

    [Fact]
    public void Import_EmptyBlob_IsRefused() =>
        AssertRefused(new PbfFile().Header().Block("OSMData", new Blob { RawSize = 5 }), block: 2, "no data");

    [Fact]
    public void Import_OversizeHeader_IsRefused() =>
        AssertRefused(new PbfFile().Header().Garbage(0, 1, 0, 1), block: 2, "65537");

    [Fact]
    public void Import_OversizeBlob_IsRefused() =>
        AssertRefused(new PbfFile().Header().Framed(new BlobHeader { Type = "OSMData", Datasize = (32 << 20) + 1 }, []), block: 2, "33554433");

    [Fact]
    public void Import_OversizeContent_IsRefused() =>
        AssertRefused(
            new PbfFile().Header().Block("OSMData", new Blob { RawSize = int.MaxValue, ZlibData = ByteString.CopyFrom(1) }), block: 2, "2147483647");

    [Fact]
    public void Import_ContentLongerThanClaimed_IsRefused()
    {
        var blob = PbfFile.Zlib(PbfFile.WayBlock(s_drawing).ToByteArray());
        blob.RawSize--;
        AssertRefused(new PbfFile().Header().Block("OSMData", blob), block: 2, "does not unpack");
    }

    [Fact]
    public void Import_TagOutsideTheStringTable_IsRefused()
    {
        var block = PbfFile.WayBlock(s_drawing);
        block.Primitivegroup[0].Ways[1].Vals[0] = 99;
        AssertRefused(new PbfFile().Header().Data(block), block: 2, "string 99");
    }

    [Fact]
    public void Import_MembersWithoutRoles_IsRefused()
    {
        var block = PbfFile.RelationBlock(s_turns);
        block.Primitivegroup[0].Relations[0].RolesSid.RemoveAt(0);
        AssertRefused(new PbfFile().Header().Data(block), block: 2, "3 members, 2 roles");
    }

    [Fact]
    public void Import_RoleOutsideTheStringTable_IsRefused()
    {
        var block = PbfFile.RelationBlock(s_turns);
        block.Primitivegroup[0].Relations[0].RolesSid[1] = -1;
        AssertRefused(new PbfFile().Header().Data(block), block: 2, "string -1");
    }

    [Fact]
    public void Import_KeysWithoutValues_IsRefused()
    {
        var block = PbfFile.WayBlock(s_drawing);
        block.Primitivegroup[0].Ways[0].Vals.RemoveAt(0);
        AssertRefused(new PbfFile().Header().Data(block), block: 2, "3 keys and 2 values");
    }

    [Fact]
    public void Import_DenseNodesOfUnequalLength_IsRefused()
    {
        var block = PbfFile.NodeBlock(s_drawing, dense: true);
        block.Primitivegroup[0].Dense.Lat.RemoveAt(0);
        AssertRefused(WithNodes(block), block: 2, "4 latitudes");
    }

    [Theory]
    [InlineData(-1, "too few nodes")]
    [InlineData(1, "more than")]
    public void Import_DenseTagsForOtherNodes_IsRefused(int more, string problem)
    {
        var block = PbfFile.NodeBlock(s_drawing, dense: true);
        var tags = block.Primitivegroup[0].Dense.KeysVals;
        if (more > 0)
            tags.Add(0);
        else
            tags.RemoveAt(tags.Count - 1);
        AssertRefused(WithNodes(block), block: 2, problem);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(900_000_001)]
    public void Import_NodeOffThePlanet_IsRefused(long lat)
    {
        var block = PbfFile.NodeBlock(s_drawing, dense: false);
        block.Primitivegroup[0].Nodes[0].Lat = lat;
        AssertRefused(WithNodes(block), block: 2, "off the planet");
    }

    // Nanodegrees are rounded to 1e-7 degrees, halves away from zero.
    [Theory]
    [InlineData(49_000_000_049, 490_000_000)]
    [InlineData(49_000_000_050, 490_000_001)]
    [InlineData(-49_000_000_050, -490_000_001)]
    [InlineData(-49_000_000_149, -490_000_001)]
    public void Import_FineGranularity_RoundsToUnits(long latNano, int expectedE7)
    {
        var block = PbfFile.NodeBlock(s_drawing, dense: false);
        block.Granularity = 1;
        block.LatOffset = latNano - block.Primitivegroup[0].Nodes[0].Lat;

        var segments = OsmDrawing.ImportBytes(WithNodes(block).ToArray(), "x.pbf").Segments;

        Assert.Equal(expectedE7, segments.Single(s => s.OsmFromNodeId == 'A').Line[0].LatE7);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\u001f\u008b\u0008\0\0\0\0\0", "gzip")]
    [InlineData("BZh91AY&SY", "bzip2")]
    [InlineData("PK\u0003\u0004........", "zip")]
    [InlineData("just a text", "neither")]
    public void Import_ForeignFile_SaysWhatItIs(string content, string problem) =>
        Assert.Contains(problem, Refusal([.. content.Select(c => (byte)c)], "map.bin").Message, StringComparison.Ordinal);

    private static byte[] Encoded(byte[] file) => OsmDrawing.Encoded(OsmDrawing.ImportBytes(file, "map.osm.pbf"));

    private static PbfFile WithNodes(PrimitiveBlock nodes) => new PbfFile().Header().Data(nodes).Data(PbfFile.WayBlock(s_drawing));

    private static void AssertRefused(PbfFile file, int block, string problem)
    {
        var fault = Refusal(file.ToArray());
        Assert.Equal((block, file.Boundaries[block - 1]), (fault.Block, fault.ByteOffset));
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.Contains($"map.osm.pbf: block {block} at byte {file.Boundaries[block - 1]}: ", fault.Message, StringComparison.Ordinal);
    }

    private static OsmFormatException Refusal(byte[] bytes, string name = "map.osm.pbf") =>
        Assert.Throws<OsmFormatException>(() => OsmDrawing.ImportBytes(bytes, name));
}
