using System.Buffers.Binary;
using Google.Protobuf;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>
/// Walks the blocks of a PBF file and unpacks their blobs, one at a time in two buffers that are used again. The limits
/// are the format's own. Unknown block types are refused although the format allows to pass over them: none is in use, and
/// a damaged type would otherwise lose roads in silence.
/// </summary>
internal sealed class PbfBlockReader(string fileName, MeteredStream stream)
{
    private const int MaxHeaderBytes = 64 * 1024;
    private const int MaxBlobBytes = 32 * 1024 * 1024;
    private const int LengthBytes = 4;

    private static readonly MessageParser<BlobHeader> s_headers = BlobHeader.Parser.WithDiscardUnknownFields(true);

    private readonly PbfBlobDecoder _decoder = new(MaxBlobBytes);
    private int _number;
    private byte[] _packed = [];

    /// <summary>Reads the next block's header; false at the end of the file. The blob must be read or skipped next.</summary>
    public bool TryReadHeader(out PbfBlock block)
    {
        block = new PbfBlock(fileName, ++_number, stream.Position, "", 0);
        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        var read = stream.ReadAtLeast(lengthBytes, LengthBytes, throwOnEndOfStream: false);
        if (read == 0 && _number > 1)
            return false;
        if (read < LengthBytes)
            throw block.Error("the file ends within the length of the block's header");
        var length = BinaryPrimitives.ReadInt32BigEndian(lengthBytes);
        if (length is <= 0 or > MaxHeaderBytes)
            throw block.Error($"the block's header claims {(uint)length} bytes where 1 to {MaxHeaderBytes} are allowed; the file is corrupt or no OSM PBF file");
        var header = ParseHeader(block, length);
        if (header.Datasize is <= 0 or > MaxBlobBytes)
            throw block.Error($"the blob claims {header.Datasize} bytes where 1 to {MaxBlobBytes} are allowed");
        var expected = _number == 1 ? "OSMHeader" : "OSMData";
        if (header.Type != expected)
            throw block.Error($"the block's type is '{Printable(header.Type)}' where {expected} is expected");
        block = block with { Type = header.Type, DataSize = header.Datasize };
        return true;
    }

    /// <summary>The unpacked content of the block; valid until the next call.</summary>
    public ReadOnlyMemory<byte> ReadBlob(in PbfBlock block)
    {
        Fill(block, block.DataSize, "blob");
        return _decoder.Decode(block, _packed.AsMemory(0, block.DataSize));
    }

    /// <summary>Passes over the block's blob.</summary>
    public void SkipBlob(in PbfBlock block)
    {
        if (!stream.TrySkip(block.DataSize))
            throw block.Error("the file ends within the block's blob");
    }

    private BlobHeader ParseHeader(in PbfBlock block, int length)
    {
        Fill(block, length, "header");
        try
        {
            return s_headers.ParseFrom(_packed.AsSpan(0, length));
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw block.Error("the block's header is no BlobHeader message", fault);
        }
    }

    private void Fill(in PbfBlock block, int length, string part)
    {
        if (_packed.Length < length)
            _packed = new byte[length];
        if (stream.ReadAtLeast(_packed.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
            throw block.Error($"the file ends within the block's {part}");
    }

    private static string Printable(string text) =>
        string.Concat(text.Take(20).Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
