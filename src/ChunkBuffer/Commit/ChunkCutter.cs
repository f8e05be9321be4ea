using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Commit;

/// <summary>
/// Cuts a window's batches into chunks. Batches are ordered along a Z-curve over their neighbourhoods, then cut into equal
/// parts of at most about the size wanted: a quiet window becomes one mixed chunk, a busy one many chunks that each cover
/// a small area. A batch is never divided. Pure.
/// </summary>
internal static class ChunkCutter
{
    // Far below the format's own limits, which a single batch may come near.
    private const int MostFrames = 1 << 20;
    private const int MostMessages = 1 << 16;

    public static IReadOnlyList<IReadOnlyList<PendingBatch>> Cut(IReadOnlyList<PendingBatch> batches, long chunkBytes)
    {
        var parts = Math.Max(1, (batches.Sum(b => b.Bytes) + chunkBytes - 1) / chunkBytes);
        var target = batches.Sum(b => b.Bytes) / parts;
        var chunks = new List<IReadOnlyList<PendingBatch>>();
        var open = new List<PendingBatch>();
        long bytes = 0, frames = 0, messages = 0;
        // Stable: batches of one neighbourhood stay in order of arrival.
        foreach (var batch in batches.OrderBy(b => ZOrder(b.Neighbourhood)))
        {
            // A part ends where adding half of the next batch would overshoot, so that parts come out even.
            var full = bytes + batch.Bytes / 2 > target || bytes + batch.Bytes > chunkBytes ||
                frames + batch.Frames > MostFrames || messages + batch.Messages.Count > MostMessages;
            if (full && open.Count > 0)
            {
                chunks.Add(open);
                open = [];
                bytes = frames = messages = 0;
            }

            open.Add(batch);
            bytes += batch.Bytes;
            frames += batch.Frames;
            messages += batch.Messages.Count;
        }

        if (open.Count > 0)
            chunks.Add(open);
        return chunks;
    }

    /// <summary>Row and column bits interleaved: cells near each other on the curve are near each other on the ground.</summary>
    private static ulong ZOrder(CellId cell) => Spread((uint)cell.Row) << 1 | Spread((uint)cell.Column);

    private static ulong Spread(ulong bits)
    {
        bits = (bits | bits << 16) & 0x0000FFFF0000FFFF;
        bits = (bits | bits << 8) & 0x00FF00FF00FF00FF;
        bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0F;
        bits = (bits | bits << 2) & 0x3333333333333333;
        return (bits | bits << 1) & 0x5555555555555555;
    }
}
