using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telemetry.Contracts.Client;

/// <summary>Reads receipts without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BatchReceipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext
{
    /// <summary>Null where the text is no receipt: the batch was taken all the same.</summary>
    public static BatchReceipt? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.BatchReceipt);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
