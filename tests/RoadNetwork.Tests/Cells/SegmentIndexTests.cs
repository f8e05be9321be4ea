using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Cells;

namespace Telemetry.RoadNetwork.Tests.Cells;

public sealed class SegmentIndexTests
{
    [Fact]
    public void Find_EverySegment_IsItsHomeCell() => Prop.ForAll(RandomSegments.Sets, segments =>
    {
        var index = SegmentIndex.Decode(Assert.Single(SegmentIndex.Encode(segments)));
        Assert.All(segments, s => Assert.Equal(s.HomeCell, index.Find(s.Id)));
        Assert.Equal(segments.Select(s => s.Id), index.Ids);
        Assert.Null(index.Find(new SegmentId(1)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_ManySegments_SharesThemOutByLeadingBits()
    {
        var sample = RoadCellCodecTests.Sample().Segments[0];
        const ulong Step = ulong.MaxValue / 120_000;
        var segments = Enumerable.Range(0, 120_000).Select(i => sample with { Id = new SegmentId(Step * (ulong)i) }).ToList();

        var shards = SegmentIndex.Encode([.. segments]).Select(bytes => SegmentIndex.Decode(bytes)).ToList();

        Assert.Equal(4, shards.Count);
        Assert.Equal(4, SegmentIndex.ShardCount(segments.Count));
        Assert.Equal(segments.Select(s => s.Id), shards.SelectMany(s => s.Ids));
        Assert.All(segments.Where((_, i) => i % 997 == 0), s =>
            Assert.Equal(s.HomeCell, shards[SegmentIndex.ShardOf(s.Id, shards.Count)].Find(s.Id)));
    }

    [Fact]
    public void Decode_AnyByteChangedOrLost_IsRefused()
    {
        var bytes = SegmentIndex.Encode(RoadCellCodecTests.Sample().Segments)[0];
        for (var i = 0; i < bytes.Length; i++)
        {
            Assert.Throws<BaseMapFormatException>(() => SegmentIndex.Decode(bytes.AsSpan(0, i)));
            bytes[i] ^= 0x10;
            Assert.Throws<BaseMapFormatException>(() => SegmentIndex.Decode(bytes));
            bytes[i] ^= 0x10;
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50_000, 1)]
    [InlineData(50_001, 2)]
    [InlineData(15_000_000, 512)]
    public void ShardCount_Map_IsAPowerOfTwo(int segments, int expected) => Assert.Equal(expected, SegmentIndex.ShardCount(segments));
}
