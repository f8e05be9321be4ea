using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Telemetry.MapStore.Published;

namespace Telemetry.MapApi.Http;

/// <summary>Writes features and changes. The canonical GeoJSON is spliced as it is stored, never parsed.</summary>
internal static class MapJson
{
    /// <summary>Media type of GeoJSON (RFC 7946).</summary>
    public const string GeoJsonType = "application/geo+json";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Builds a JSON document.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_options))
            write(writer);
        return stream.ToArray();
    }

    /// <summary>The canonical feature with <c>version</c> and <c>published_at</c> as further members.</summary>
    public static string Served(PublishedFeature feature)
    {
        var body = feature.GeoJson.AsSpan().TrimEnd();
        return new StringBuilder(body.Length + 80)
            .Append(body[..^1])
            .Append(CultureInfo.InvariantCulture, $",\"version\":{feature.Version},\"published_at\":\"{Time(feature.PublishedAt)}\"}}")
            .ToString();
    }

    /// <summary>A time as RFC 3339 in UTC with milliseconds.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>One line of the change feed.</summary>
    public static void WriteChange(Utf8JsonWriter writer, MapChange change)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", change.Version);
        writer.WriteString("collection", MapFusion.Facts.MapCollections.Name(change.Collection));
        writer.WriteString("feature_id", change.FeatureId);
        writer.WriteString("op", change.Operation == ChangeOperation.Upsert ? "upsert" : "delete");
        writer.WritePropertyName("feature");
        if (change.GeoJson is null)
            writer.WriteNullValue();
        else
            writer.WriteRawValue(change.GeoJson, skipInputValidation: true);
        writer.WriteString("published_at", Time(change.PublishedAt));
        if (change.ReceivedAt is { } receivedAt)
            writer.WriteString("received_at", Time(receivedAt));
        writer.WriteEndObject();
    }
}
