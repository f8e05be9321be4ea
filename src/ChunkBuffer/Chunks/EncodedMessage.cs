namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>A message as it will stand in a chunk; made where the message arrives, so that closing a chunk only copies.</summary>
/// <param name="Bytes">The message's block.</param>
/// <param name="Frames">Frames in it, context frames included.</param>
/// <param name="CountedFrames">Frames in it that are not context.</param>
public sealed record EncodedMessage(ReadOnlyMemory<byte> Bytes, int Frames, int CountedFrames)
{
    /// <summary>Bytes that the message takes up in a chunk, its line in the directory included.</summary>
    public int Size => Bytes.Length + ChunkLayout.DirectoryLineSize;
}
