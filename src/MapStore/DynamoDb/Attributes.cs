using System.Globalization;
using System.Runtime.InteropServices;
using Amazon.DynamoDBv2.Model;

namespace Telemetry.MapStore.DynamoDb;

/// <summary>DynamoDB's attribute values from and to plain ones.</summary>
internal static class Attributes
{
    /// <summary>A text.</summary>
    public static AttributeValue Of(string text) => new() { S = text };

    /// <summary>A number.</summary>
    public static AttributeValue Of(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    /// <summary>Bytes; not copied where they lie in an array.</summary>
    public static AttributeValue Of(ReadOnlyMemory<byte> bytes) => new()
    {
        B = MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false),
    };

    /// <summary>The number in an item.</summary>
    public static long Number(this Dictionary<string, AttributeValue> item, string name) =>
        long.Parse(item[name].N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>The bytes in an item.</summary>
    public static ReadOnlyMemory<byte> Bytes(this Dictionary<string, AttributeValue> item, string name) => item[name].B.ToArray();
}
