using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>Unpacks blobs, plain or zlib, into a buffer that is used again. Length and checksum are verified.</summary>
internal sealed class PbfBlobDecoder(int maxBytes)
{
    // Two bytes of zlib header and the Adler-32 checksum (RFC 1950).
    private const int ZlibOverhead = 2 + 4;

    private static readonly MessageParser<Blob> s_blobs = Blob.Parser.WithDiscardUnknownFields(true);

    private byte[] _unpacked = [];

    /// <summary>The content; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Decode(in PbfBlock block, ReadOnlyMemory<byte> packed)
    {
        var blob = Parse(block, packed.Span);
        switch (blob.DataCase)
        {
            case Blob.DataOneofCase.Raw when blob.Raw.Length <= maxBytes:
                return blob.Raw.Memory;
            case Blob.DataOneofCase.ZlibData:
                return Inflate(block, blob);
            case Blob.DataOneofCase.None:
                throw block.Error("the blob holds no data");
            case Blob.DataOneofCase.Raw:
                throw block.Error($"the block is larger than the {maxBytes} bytes allowed");
            default:
                var compression = blob.DataCase.ToString().Replace("Data", "", StringComparison.Ordinal).ToLowerInvariant();
                throw block.Error($"the blob is packed with {compression}, which is not supported (zlib and plain are)");
        }
    }

    private static Blob Parse(in PbfBlock block, ReadOnlySpan<byte> packed)
    {
        try
        {
            return s_blobs.ParseFrom(packed);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw block.Error("the blob is no Blob message", fault);
        }
    }

    private ReadOnlyMemory<byte> Inflate(in PbfBlock block, Blob blob)
    {
        if (!blob.HasRawSize || blob.RawSize < 0 || blob.RawSize > maxBytes)
            throw block.Error($"the blob claims {blob.RawSize} bytes unpacked where 0 to {maxBytes} are allowed");
        if (_unpacked.Length < blob.RawSize)
            _unpacked = new byte[blob.RawSize];
        var content = _unpacked.AsMemory(0, blob.RawSize);
        var zlib = blob.ZlibData.Memory;
        try
        {
            MemoryMarshal.TryGetArray(zlib, out var bytes);
            using var inflater = new ZLibStream(
                new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), CompressionMode.Decompress);
            if (inflater.ReadAtLeast(content.Span, content.Length, throwOnEndOfStream: false) < content.Length || inflater.ReadByte() >= 0)
                throw block.Error($"the blob does not unpack to the {blob.RawSize} bytes it claims");
        }
        catch (InvalidDataException fault)
        {
            throw block.Error("the blob's zlib data is corrupt", fault);
        }

        // The inflater passes over a checksum that is cut off.
        if (zlib.Length < ZlibOverhead || BinaryPrimitives.ReadUInt32BigEndian(zlib.Span[^4..]) != Adler32(content.Span))
            throw block.Error("the checksum of the blob's zlib data is wrong");
        return content;
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        // 5,552 is the longest run whose sums fit 32 bits (RFC 1950).
        const uint Modulus = 65_521;
        const int Run = 5_552;
        uint a = 1, b = 0;
        while (!bytes.IsEmpty)
        {
            var run = Math.Min(bytes.Length, Run);
            for (var i = 0; i < run; i++)
            {
                a += bytes[i];
                b += a;
            }

            a %= Modulus;
            b %= Modulus;
            bytes = bytes[run..];
        }

        return (b << 16) | a;
    }
}
