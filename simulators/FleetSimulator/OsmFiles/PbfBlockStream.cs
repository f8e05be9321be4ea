using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.FleetSimulator.OsmFiles;

/// <summary>Frames and packs the blocks of a PBF file: length, header, zlib blob.</summary>
internal sealed class PbfBlockStream(Stream file)
{
    public void Write(HeaderBlock header) => Write("OSMHeader", header);

    public void Write(PrimitiveBlock block) => Write("OSMData", block);

    private void Write(string type, IMessage content)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            content.WriteTo(zlib);
        var blob = new Blob
        {
            RawSize = content.CalculateSize(),
            ZlibData = UnsafeByteOperations.UnsafeWrap(packed.GetBuffer().AsMemory(0, (int)packed.Length)),
        };
        var header = new BlobHeader { Type = type, Datasize = blob.CalculateSize() };
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, header.CalculateSize());
        file.Write(length);
        header.WriteTo(file);
        blob.WriteTo(file);
    }
}
