namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>One vehicle's word on where a segment lies.</summary>
/// <param name="RightM">Metres to the right of the line in the way's order.</param>
/// <param name="SigmaM">Its standard deviation.</param>
internal readonly record struct OffsetWord(double RightM, double SigmaM) : IComparable<OffsetWord>
{
    /// <summary>By offset, then standard deviation.</summary>
    public int CompareTo(OffsetWord other) =>
        RightM != other.RightM ? RightM.CompareTo(other.RightM) : SigmaM.CompareTo(other.SigmaM);
}
