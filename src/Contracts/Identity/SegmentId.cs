using System.Globalization;

namespace Telemetry.Contracts.Identity;

/// <summary>
/// Names one base road segment: a 64-bit hash of OSM way id, end node ids and ordinal, so that an unchanged road keeps
/// its id from one extract to the next. Written as 16 lower-case hexadecimal digits.
/// </summary>
/// <param name="Value">The hash; every value is allowed.</param>
public readonly record struct SegmentId(ulong Value) : IComparable<SegmentId>
{
    /// <inheritdoc/>
    public int CompareTo(SegmentId other) => Value.CompareTo(other.Value);

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? text, out SegmentId id)
    {
        var read = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        id = new SegmentId(value);
        return read && text!.Length == 16;
    }
}
