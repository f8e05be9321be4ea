using Telemetry.ChunkBuffer.Chunks;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Processing;

/// <summary>
/// Reads chunks message by message: one harmed message does not take its neighbours with it. Safe for use by many threads.
/// </summary>
internal sealed class ChunkLoader(IChunkStore chunks, Outage outage, MapWorkerOptions options)
{
    /// <summary>The messages of a chunk. Waits while the store is down.</summary>
    public async Task<ChunkContent> LoadAsync(ChunkId chunk, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var bytes = await outage.RideOutAsync(token => chunks.GetAsync(chunk, token), cancellationToken);
            if (bytes is not { } found)
                return new ChunkContent("missing", "The chunk store has no such chunk.", []);

            // Harm may have come to the bytes on their way only: they are fetched again, as often as poison is tried.
            var content = Read(chunk, found);
            if (content.IsWhole || attempt >= options.PoisonTries)
                return content;
        }
    }

    private static ChunkContent Read(ChunkId chunk, ReadOnlyMemory<byte> bytes)
    {
        ChunkReader reader;
        try
        {
            reader = ChunkReader.Open(bytes, chunk);
        }
        catch (ChunkFormatException exception)
        {
            return new ChunkContent("corrupt", exception.Message, []);
        }

        return new ChunkContent(null, "", [.. Enumerable.Range(0, reader.Count).Select(index => ReadOne(reader, index))]);
    }

    private static ReadMessage ReadOne(ChunkReader reader, int index)
    {
        try
        {
            return new ReadMessage(reader.Read(index), null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever the decoder stumbles over lies in this message's bytes.
            return new ReadMessage(null, exception.Message);
        }
    }
}
