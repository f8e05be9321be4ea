using System.IO.Compression;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Telemetry.Contracts.Client;

/// <summary>The body of a post: messages put together into a <c>FrameBatch</c> as they are, compressed.</summary>
internal static class BatchContent
{
    // Field 1 of FrameBatch, length-delimited.
    private const byte MessageTag = 0x0A;

    public static byte[] Compress(IReadOnlyList<OutboxEntry> entries)
    {
        using var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true))
        using (var output = new CodedOutputStream(gzip, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                output.WriteRawTag(MessageTag);
                output.WriteLength(entry.Message.Length);
                output.Flush();
                gzip.Write(entry.Message.Span);
            }
        }

        return body.ToArray();
    }

    public static HttpContent Of(byte[] compressed)
    {
        var content = new ByteArrayContent(compressed);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
