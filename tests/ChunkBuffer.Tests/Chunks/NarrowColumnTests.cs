using FsCheck;
using FsCheck.Fluent;
using Telemetry.ChunkBuffer.Chunks.Coding;

namespace Telemetry.ChunkBuffer.Tests.Chunks;

public sealed class NarrowColumnTests
{
    [Fact]
    public void TryWrite_NarrowColumns_WritesTheBitsOfTheGeneralWriter() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var values = Column(random, random.Next(1, 200));
        long[] steps = random.Next(2) == 0 ? [] : [.. values.Select((value, i) => i == 0 ? 0L : value - values[i - 1] + random.Next(-9, 9))];
        var (narrow, general) = (new BlockWriter(), new BlockWriter());
        // Off the byte's edge, as columns mostly begin.
        var skew = random.Next(8);
        narrow.Bits(0, skew);
        general.Bits(0, skew);
        var written = new NarrowColumn().TryWrite(narrow, values[0], values, steps);
        RiceColumn.Write(general, [.. values.Select(value => (long)value)], new long[values.Length], steps);
        return written && narrow.Finish().AsSpan().SequenceEqual(general.Finish());
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, NarrowColumn.Widest + 1)]
    [InlineData(0, -NarrowColumn.Widest - 2)]
    [InlineData(int.MinValue, int.MaxValue)]
    [InlineData(int.MaxValue, int.MinValue)]
    public void TryWrite_WideColumn_WritesNothing(int first, int second)
    {
        var writer = new BlockWriter();
        Assert.False(new NarrowColumn().TryWrite(writer, first, [first, second], []));
        Assert.Empty(writer.Finish());
    }

    [Fact]
    public void TryWrite_WideStep_WritesNothing() =>
        Assert.False(new NarrowColumn().TryWrite(new BlockWriter(), 0, [0, 1], [0, long.MaxValue]));

    // Steady, noisy, still, and with outliers that Rice codes escape.
    private static int[] Column(Random random, int count)
    {
        var (level, slope, noise) = (random.Next(-1_000_000, 1_000_000), random.Next(-2000, 2000), 1 << random.Next(24));
        var outliers = random.Next(3) == 0 ? 0.1 : 0;
        return [.. Enumerable.Range(0, count).Select(i =>
            level + i * slope + random.Next(noise) + (random.NextDouble() < outliers ? random.Next(1 << 26) : 0))];
    }
}
