using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// Names the owner of a piece of evidence. Written as <c>s-</c> or <c>c-</c> and 16 lower-case hexadecimal digits.
/// </summary>
/// <param name="Kind">Segment or cell.</param>
/// <param name="Value">The segment's id, or the packed id of a cell of <see cref="CellGrid.Evidence"/>.</param>
public readonly record struct GrainId(GrainKind Kind, ulong Value) : IComparable<GrainId>
{
    /// <summary>The grain of a base segment.</summary>
    public static GrainId Of(SegmentId segment) => new(GrainKind.Segment, segment.Value);

    /// <summary>The grain of a cell of <see cref="CellGrid.Evidence"/>.</summary>
    public static GrainId Of(CellId cell) => new(GrainKind.Cell, cell.Packed);

    /// <summary>The segment of a segment grain.</summary>
    public SegmentId Segment => new(Value);

    /// <summary>The cell of a cell grain.</summary>
    public CellId Cell => CellId.FromPacked(Value);

    /// <inheritdoc/>
    public int CompareTo(GrainId other)
    {
        var byKind = Kind.CompareTo(other.Kind);
        return byKind != 0 ? byKind : Value.CompareTo(other.Value);
    }

    /// <summary><c>s-</c> or <c>c-</c> and 16 lower-case hexadecimal digits.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Kind == GrainKind.Segment ? 's' : 'c')}-{Value:x16}");

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? text, out GrainId id)
    {
        id = default;
        if (text is not { Length: 18 } || text[1] != '-' || text[0] is not ('s' or 'c') ||
            !ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        id = new GrainId(text[0] == 's' ? GrainKind.Segment : GrainKind.Cell, value);
        return true;
    }
}
