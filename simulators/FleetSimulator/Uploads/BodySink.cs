using System.IO.Compression;
using System.Security.Cryptography;
using Google.Protobuf;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Recording;

namespace Telemetry.FleetSimulator.Uploads;

/// <summary>
/// Puts messages together into bodies as a client posts them, hashes them, and keeps them as a recording where there is one.
/// The hash is of the bodies unpacked, so that it does not depend on a version of the packer.
/// </summary>
internal sealed class BodySink(BodyRecording? recording) : IMessageSink
{
    private const int MostMessages = 100;
    private const int MostBytes = 1 << 20;

    // Field 1 of FrameBatch, length-delimited.
    private const byte MessageTag = 0x0A;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _body = new(MostBytes);
    private int _messages;

    /// <summary>Bodies completed.</summary>
    public int Bodies { get; private set; }

    /// <summary>Their bytes, unpacked.</summary>
    public long Bytes { get; private set; }

    /// <summary>The SHA-256 of the bodies one after the other, in hexadecimal; ends the hashing.</summary>
    public string TakeSha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public async ValueTask PostAsync(FrameMessage message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Add(message);
        if (++_messages >= MostMessages || _body.Length >= MostBytes)
            await CompleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (_messages == 0)
            return;
        var body = _body.GetBuffer().AsMemory(0, (int)_body.Length);
        _hash.AppendData(body.Span);
        Bodies++;
        Bytes += body.Length;
        if (recording is not null)
            await recording.AddAsync(new RecordedBody(Pack(body.Span), "application/x-protobuf", "gzip"), cancellationToken);
        _body.SetLength(0);
        _messages = 0;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _hash.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Add(FrameMessage message)
    {
        var size = message.CalculateSize();
        Span<byte> prefix = stackalloc byte[1 + CodedOutputStream.ComputeLengthSize(size)];
        prefix[0] = MessageTag;
        var rest = (uint)size;
        for (var i = 1; i < prefix.Length; i++, rest >>= 7)
            prefix[i] = (byte)(i + 1 < prefix.Length ? rest | 0x80 : rest);
        _body.Write(prefix);
        var start = (int)_body.Length;
        _body.SetLength(start + size);
        message.WriteTo(_body.GetBuffer().AsSpan(start, size));
        _body.Position = _body.Length;
    }

    private static byte[] Pack(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body);
        return packed.ToArray();
    }
}
