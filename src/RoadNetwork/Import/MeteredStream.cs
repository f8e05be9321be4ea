namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// A stream read once from its start to its end that counts, reports about once per megabyte and at the end, and stops on
/// cancellation. Owns the stream it reads.
/// </summary>
internal sealed class MeteredStream(Stream inner, Action<long> report, CancellationToken cancellationToken) : Stream
{
    private const long ReportEveryBytes = 1 << 20;

    private long _position;
    private long _nextReport;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    /// <summary>Bytes read or passed over.</summary>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = inner.Read(buffer);
        if (read == 0 && buffer.Length > 0)
            report(_position);
        else
            Advance(read);
        return read;
    }

    /// <summary>Passes over bytes; false where the stream ends before.</summary>
    public bool TrySkip(long count)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (inner.CanSeek)
        {
            if (inner.Length - inner.Position < count)
                return false;
            inner.Seek(count, SeekOrigin.Current);
            Advance(count);
            return true;
        }

        Span<byte> scratch = stackalloc byte[4096];
        for (var left = count; left > 0;)
        {
            var read = Read(scratch[..(int)Math.Min(left, scratch.Length)]);
            if (read == 0)
                return false;
            left -= read;
        }

        return true;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Advance(long count)
    {
        _position += count;
        if (_position < _nextReport)
            return;
        _nextReport = _position + ReportEveryBytes;
        report(_position);
    }
}
