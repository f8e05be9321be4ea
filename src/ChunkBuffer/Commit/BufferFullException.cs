namespace Telemetry.ChunkBuffer.Commit;

/// <summary>Nothing more is taken in for now: too much waits to become durable, or the receiver stops. Nothing was kept.</summary>
public sealed class BufferFullException : Exception
{
    /// <param name="message">Why.</param>
    public BufferFullException(string message)
        : base(message)
    {
    }
}
