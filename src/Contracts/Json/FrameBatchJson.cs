using System.Diagnostics.CodeAnalysis;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.V1;

namespace Telemetry.Contracts.Json;

/// <summary>
/// Reads a posted batch from JSON as protobuf maps it: camel case or the schema's own snake case, 64-bit integers as
/// numbers or strings, enumerations as spelled in the schema or as numbers, null for absent; a bare array of messages too. Stricter than
/// protobuf where a person would want to know: a field that the schema does not have and a field given twice are errors. Pure;
/// safe for use by many threads.
/// </summary>
public static class FrameBatchJson
{
    /// <summary>Deepest nesting that the schema has is 9.</summary>
    internal const int DeepestNesting = 16;

    /// <summary>
    /// Reads a batch; false with the path of the field at fault where the text is not one, for example
    /// <c>messages[0].frames[3].latitudeDeg</c>: expected a number, got a string.
    /// </summary>
    /// <param name="utf8">UTF-8 text; a byte order mark is passed over.</param>
    /// <param name="batch">What was read.</param>
    /// <param name="error">The first thing at fault.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out FrameBatch? batch, [NotNullWhen(false)] out FieldError? error)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var reader = new BatchJsonReader(utf8);
        var read = reader.TryRead();
        batch = read ? reader.Batch : null;
        error = read ? null : reader.Error;
        return read;
    }
}
