using System.Globalization;

namespace Telemetry.Contracts.Geography;

/// <summary>A cell of a <see cref="CellGrid"/>. Written as <c>row_column</c>; ordered by row, then column.</summary>
/// <param name="Row">Counted northwards from the south pole, from 0.</param>
/// <param name="Column">Counted eastwards from the antimeridian, from 0.</param>
public readonly record struct CellId(int Row, int Column) : IComparable<CellId>
{
    /// <summary>Row and column in one number, row in the upper 32 bits.</summary>
    public ulong Packed => ((ulong)(uint)Row << 32) | (uint)Column;

    /// <summary>The cell of a <see cref="Packed"/> number.</summary>
    public static CellId FromPacked(ulong packed) => new((int)(packed >> 32), (int)(packed & uint.MaxValue));

    /// <inheritdoc/>
    public int CompareTo(CellId other) => Packed.CompareTo(other.Packed);

    /// <summary><c>row_column</c> in decimal.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Row}_{Column}");

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? text, out CellId cell)
    {
        cell = default;
        var bar = text?.IndexOf('_', StringComparison.Ordinal) ?? -1;
        if (bar < 1 ||
            !int.TryParse(text.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ||
            !int.TryParse(text.AsSpan(bar + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var column))
            return false;
        cell = new CellId(row, column);
        return true;
    }
}
