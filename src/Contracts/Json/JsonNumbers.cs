using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace Telemetry.Contracts.Json;

/// <summary>
/// Numbers as protobuf's JSON has them: numbers, or strings that hold one. <c>"NaN"</c> and <c>"Infinity"</c> are read here and
/// refused where ranges are checked, so that both encodings refuse them alike.
/// </summary>
internal static class JsonNumbers
{
    private const int LongestText = 64;

    // Whole numbers written as 1.0 or 1e3 are exact up to here.
    private const double LargestExact = 9_007_199_254_740_992;

    /// <summary>A boxed number of the field's type; false where the token holds none within the type's range.</summary>
    public static bool TryRead(ref Utf8JsonReader json, FieldType type, out object? value)
    {
        value = null;
        switch (type)
        {
            case FieldType.Double when TryReadDouble(ref json, out var number):
                value = number;
                return true;
            case FieldType.Float when TryReadDouble(ref json, out var number):
                // A finite number must not become infinite on the way to 32 bits.
                value = (float)number;
                return float.IsFinite((float)number) || !double.IsFinite(number);
            case FieldType.Int64 when TryReadInt64(ref json, out var number):
                value = number;
                return true;
            case FieldType.Int32 when TryReadInt64(ref json, out var number) && number is >= int.MinValue and <= int.MaxValue:
                value = (int)number;
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadDouble(ref Utf8JsonReader json, out double number)
    {
        if (json.TokenType == JsonTokenType.Number)
            return json.TryGetDouble(out number) && double.IsFinite(number);
        number = double.NaN;
        if (json.ValueTextEquals("NaN"u8))
            return true;
        number = double.PositiveInfinity;
        if (json.ValueTextEquals("Infinity"u8))
            return true;
        number = double.NegativeInfinity;
        if (json.ValueTextEquals("-Infinity"u8))
            return true;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        Span<char> text = stackalloc char[LongestText];
        return Copy(ref json, text) is > 0 and var length && double.TryParse(text[..length], Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    private static bool TryReadInt64(ref Utf8JsonReader json, out long number)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            number = 0;
            Span<char> text = stackalloc char[LongestText];
            return Copy(ref json, text) is > 0 and var length && long.TryParse(text[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        }

        if (json.TryGetInt64(out number))
            return true;
        if (!json.TryGetDouble(out var written) || Math.Abs(written) > LargestExact || written != Math.Truncate(written))
            return false;
        number = (long)written;
        return true;
    }

    // Characters copied; 0 where it cannot be a number.
    private static int Copy(ref Utf8JsonReader json, scoped Span<char> text) =>
        json.ValueIsEscaped || json.ValueSpan.Length is 0 or > LongestText || !Ascii.IsValid(json.ValueSpan)
            ? 0
            : json.CopyString(text);
}
