using Telemetry.MapStore.Published;

namespace Telemetry.MapStore.Tests.Published;

public sealed class FeedCursorTests
{
    private static readonly FeedState Fresh = new(10, 0, 0), Compacted = new(10, 5, 2);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public void At_NeverCompacted_IsTheVersion(long version)
    {
        Assert.Equal(version, FeedCursor.At(version, Fresh));
        FeedCursor.Check(version, Fresh);
    }

    [Fact]
    public void At_BelowForgotten_IsGoodUntilTheNextCompaction()
    {
        var cursor = FeedCursor.At(3, Compacted);
        Assert.Equal(3, FeedCursor.VersionOf(cursor));
        FeedCursor.Check(cursor, Compacted);
        Assert.Throws<CursorExpiredException>(() => FeedCursor.Check(cursor, Compacted with { Forgotten = 8, Compactions = 3 }));
        // What a JSON reader with doubles can hold.
        Assert.True(cursor < 1L << 53);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(0, true)]
    public void Check_PlainVersion_IsGoodFromForgottenToNewest(long cursor, bool good)
    {
        var fault = Record.Exception(() => FeedCursor.Check(cursor, Compacted));
        Assert.Equal(good, fault is null);
        Assert.True(fault is null or CursorExpiredException { Oldest: 5 });
    }

    [Fact]
    public void Check_Negative_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => FeedCursor.Check(-1, Fresh));
}
