using System.IO.Compression;

namespace Telemetry.Receiver.Tests.Hosting;

internal static class Packed
{
    public static byte[] Gzip(byte[] bytes) => Through(bytes, sink => new GZipStream(sink, CompressionLevel.Optimal, leaveOpen: true));

    public static byte[] Brotli(byte[] bytes) => Through(bytes, sink => new BrotliStream(sink, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Through(byte[] bytes, Func<Stream, Stream> pack)
    {
        using var sink = new MemoryStream();
        using (var packer = pack(sink))
            packer.Write(bytes);
        return sink.ToArray();
    }
}
