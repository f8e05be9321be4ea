namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>
/// Bytes that are not a whole, unharmed chunk or message of a version this build reads. Trying again does not help: the
/// bytes are immutable.
/// </summary>
public sealed class ChunkFormatException : Exception
{
    /// <param name="message">What does not fit; holds no content of the chunk.</param>
    public ChunkFormatException(string message)
        : base(message)
    {
    }
}
