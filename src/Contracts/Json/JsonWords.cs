using System.Text.Json;
using Google.Protobuf.Reflection;

namespace Telemetry.Contracts.Json;

/// <summary>Texts and names in JSON.</summary>
internal static class JsonWords
{
    private const int LongestName = 64;

    /// <summary>A string value; false where it holds bytes or escapes that are no Unicode text.</summary>
    public static bool TryReadText(ref Utf8JsonReader json, out object? text)
    {
        try
        {
            text = json.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // The reader's word for invalid UTF-8 and lone surrogates.
            text = null;
            return false;
        }
    }

    /// <summary>The name the reader stands on, cut to what fits into an error.</summary>
    public static string NameOf(ref Utf8JsonReader json)
    {
        if (!TryReadText(ref json, out var text) || text is not string { Length: > 0 } name)
            return "?";
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    /// <summary>The number of an enumeration's value given by name or number (unknown numbers stay, as in protobuf).</summary>
    public static bool TryReadEnum(ref Utf8JsonReader json, EnumDescriptor known, out object? number)
    {
        number = null;
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var given))
            number = given;
        else if (json.TokenType == JsonTokenType.String && TryReadText(ref json, out var name))
            number = known.FindValueByName((string)name!)?.Number;
        return number is not null;
    }

    public static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "something else",
    };
}
