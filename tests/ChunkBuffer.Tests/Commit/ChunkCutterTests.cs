using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Tests.Commit;

public sealed class ChunkCutterTests
{
    [Fact]
    public void Cut_LittleInAllPlaces_MakesOneChunk() =>
        Assert.Single(ChunkCutter.Cut([.. Enumerable.Range(0, 50).Select(i => Batch(i, 100))], 10_000));

    [Fact]
    public void Cut_MuchInFewPlaces_KeepsPlacesTogether()
    {
        // Sixteen places, ten batches each, interleaved as they arrive; a chunk holds about two places.
        var batches = Enumerable.Range(0, 160).Select(i => Batch(i % 16, 500)).ToList();
        var chunks = ChunkCutter.Cut(batches, 10_000);
        Assert.InRange(chunks.Count, 8, 9);
        Assert.All(chunks, c => Assert.InRange(c.Select(b => b.Neighbourhood).Distinct().Count(), 1, 3));
    }

    [Fact]
    public void Cut_Anything_KeepsEveryBatchOnceAndNearTheSize()
    {
        var random = new Random(3);
        for (var round = 0; round < 100; round++)
        {
            var batches = Enumerable.Range(0, random.Next(1, 200))
                .Select(_ => Batch(random.Next(30), random.Next(10, 3_000))).ToList();
            var chunks = ChunkCutter.Cut(batches, 10_000);
            Assert.Equal(batches.Count, chunks.SelectMany(c => c).Distinct().Count());
            Assert.Equal(batches.Count, chunks.Sum(c => c.Count));
            Assert.All(chunks, c => Assert.InRange(c.Sum(b => b.Bytes), 1, 10_000));
        }
    }

    [Fact]
    public void Cut_BatchLargerThanAChunk_StaysWhole()
    {
        var chunks = ChunkCutter.Cut([Batch(1, 50), Batch(2, 50_000), Batch(3, 50)], 10_000);
        Assert.Contains(chunks, c => c.Any(b => b.Bytes == 50_000));
    }

    private static PendingBatch Batch(int place, int bytes) => new(
        [new EncodedMessage(new byte[bytes - ChunkLayout.DirectoryLineSize], 10, 10)], new CellId(31_000, 100 + place), default);
}
