using Microsoft.Net.Http.Headers;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.Json;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;
using Telemetry.Contracts.Wire;
using Telemetry.HttpHosting.Problems;

namespace Telemetry.Receiver.Endpoints;

/// <summary>From a body's bytes to a batch, by its media type. Pure.</summary>
internal static class BatchDecoder
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    /// <summary>One of the two types that are read; null for any other.</summary>
    public static string? TypeOf(string? contentType)
    {
        if (contentType is null or Protobuf or Json)
            return contentType;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed))
            return null;
        if (parsed.MediaType.Equals(Protobuf, StringComparison.OrdinalIgnoreCase))
            return Protobuf;
        // JSON is UTF-8 (RFC 8259); a charset that says otherwise is not read.
        var utf8 = !parsed.Charset.HasValue || parsed.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return utf8 && parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) ? Json : null;
    }

    /// <summary>A batch of 1 to 1,000 messages, or the 400 that says what it is not.</summary>
    public static Problem? TryDecode(ReadOnlySpan<byte> bytes, string type, out FrameBatch batch)
    {
        FrameBatch? read;
        FieldError? error;
        var decoded = type == Protobuf
            ? FrameBatchWire.TryRead(bytes, out read, out error)
            : FrameBatchJson.TryRead(bytes, out read, out error);
        batch = read!;
        if (!decoded)
            return Problem.Malformed(error!.Field, error.Detail);
        return read!.Messages.Count switch
        {
            0 => Problem.Malformed("messages", "holds none"),
            > FrameLimits.MostMessages => Problem.Malformed("messages", $"holds more than {FrameLimits.MostMessages}"),
            _ => null,
        };
    }
}
