using System.Net.Http.Headers;

namespace Telemetry.FleetSimulator.Recording;

/// <summary>A request body as it was posted.</summary>
/// <param name="Bytes">The body, still encoded.</param>
/// <param name="MediaType"><c>application/x-protobuf</c> or <c>application/json</c>.</param>
/// <param name="Encoding"><c>gzip</c>, <c>br</c> or null.</param>
public sealed record RecordedBody(byte[] Bytes, string MediaType, string? Encoding)
{
    /// <summary>The body ready to be posted.</summary>
    public HttpContent ToContent()
    {
        var content = new ByteArrayContent(Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        if (Encoding is not null)
            content.Headers.ContentEncoding.Add(Encoding);
        return content;
    }
}
