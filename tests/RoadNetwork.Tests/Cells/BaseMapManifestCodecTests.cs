using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Cells;

namespace Telemetry.RoadNetwork.Tests.Cells;

public sealed class BaseMapManifestCodecTests
{
    [Theory]
    [InlineData("DE")]
    [InlineData(null)]
    public void Decode_Encoded_IsTheSameManifest(string? country)
    {
        var manifest = Sample() with { Country = country };

        var decoded = BaseMapManifestCodec.Decode(BaseMapManifestCodec.Encode(manifest));

        Assert.Equal(manifest.Cells, decoded.Cells);
        Assert.Equal(manifest.IndexShards, decoded.IndexShards);
        Assert.Equal(
            manifest with { Cells = [], IndexShards = [] }, decoded with { Cells = [], IndexShards = [] });
    }

    [Fact]
    public void Decode_AnyByteChangedOrLost_IsRefused()
    {
        var bytes = BaseMapManifestCodec.Encode(Sample());
        for (var i = 0; i < bytes.Length; i++)
        {
            Assert.Throws<BaseMapFormatException>(() => BaseMapManifestCodec.Decode(bytes.AsSpan(0, i)));
            bytes[i] ^= 0x40;
            Assert.Throws<BaseMapFormatException>(() => BaseMapManifestCodec.Decode(bytes));
            bytes[i] ^= 0x40;
        }

        Assert.Throws<BaseMapFormatException>(() => BaseMapManifestCodec.Decode([.. bytes, 0]));
    }

    [Fact]
    public void Decode_ContentHashOfOtherCells_IsRefused() => Assert.Contains("content hash",
        Assert.Throws<BaseMapFormatException>(() => BaseMapManifestCodec.Decode(
            BaseMapManifestCodec.Encode(Sample() with { ContentHash = new Hash128(1, 2) }))).Message, StringComparison.Ordinal);

    [Fact]
    public void HashOf_SequenceAndSource_DoNotMatterAndCellsDo()
    {
        var cells = Sample().Cells;
        Assert.NotEqual(BaseMapManifest.HashOf(cells), BaseMapManifest.HashOf(cells.RemoveAt(0)));
        Assert.NotEqual(
            BaseMapManifest.HashOf(cells), BaseMapManifest.HashOf(cells.SetItem(0, cells[0] with { Checksum = new Hash128(7, 8) })));
        Assert.Equal(32, Sample().Version.Length);
    }

    [Fact]
    public void IndexOf_Cell_IsItsPlaceOrNegative()
    {
        var manifest = Sample();
        Assert.Equal([0, 1, 2], manifest.Cells.Select(c => manifest.IndexOf(c.Cell)));
        Assert.Equal(-1, manifest.IndexOf(new CellId(2_800, 3)));
    }

    private static BaseMapManifest Sample()
    {
        ImmutableArray<BaseMapCell> cells =
        [
            new(new CellId(2_799, 4), 17, new Hash128(1, 2)), new(new CellId(2_800, 2), 1, new Hash128(3, 4)),
            new(new CellId(2_800, 4), 300, new Hash128(5, ulong.MaxValue)),
        ];
        return new BaseMapManifest
        {
            Sequence = 12,
            ContentHash = BaseMapManifest.HashOf(cells),
            Box = new GeoBox(-5, -7, 86_000_000, 494_000_000),
            Ways = 100,
            Segments = 317,
            TaggedLimits = 42,
            Cells = cells,
            IndexShards = [new Hash128(9, 9), new Hash128(8, 8)],
            SourceName = "Straßen.osm.pbf",
            Attribution = "© OpenStreetMap contributors",
            Country = "DE",
        };
    }
}
