using System.Buffers;

namespace Telemetry.HttpHosting.Bodies;

/// <summary>A request's whole body, unpacked, in a buffer that goes back to the pool when disposed.</summary>
public sealed class RequestBody : IDisposable
{
    private byte[]? _rented;

    internal RequestBody(byte[] rented, int length)
    {
        _rented = rented;
        Length = length;
    }

    /// <summary>How many bytes there are.</summary>
    public int Length { get; }

    /// <summary>The bytes; not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer has gone back.</exception>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_rented is null, this);
            return _rented.AsSpan(0, Length);
        }
    }

    /// <summary>Gives the buffer back; safe to call twice.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
