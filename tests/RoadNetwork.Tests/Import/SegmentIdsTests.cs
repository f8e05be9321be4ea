using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Import;

public sealed class SegmentIdsTests
{
    // Computed apart from this code with another SHA-256: printf of the big-endian bytes, first 16 digits of the sum.
    [Theory]
    [InlineData(4711, 1, 2, 0, "b1aff39eef79d4ba")]
    [InlineData(-5, 9_000_000_000, 9_000_000_000, 1, "76ab61fe7b5685b9")]
    public void Of_KnownSegment_IsTheKnownHash(long way, long from, long to, int ordinal, string expected) =>
        Assert.Equal(expected, SegmentIds.Of(way, from, to, ordinal).ToString());

    [Fact]
    public void Of_AnyPartChanged_IsAnotherId()
    {
        var ids = new[]
        {
            SegmentIds.Of(1, 2, 3, 0), SegmentIds.Of(2, 2, 3, 0), SegmentIds.Of(1, 3, 3, 0), SegmentIds.Of(1, 2, 2, 0),
            SegmentIds.Of(1, 2, 3, 1), SegmentIds.Of(1, 3, 2, 0),
        };

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
