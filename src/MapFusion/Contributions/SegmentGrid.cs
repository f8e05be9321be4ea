namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The grid along a segment on which evidence is kept: at most 128 bins of 10 m · 2^exponent from the segment's start in the
/// way's order. Evidence of another exponent than the segment's (its length changed much from one base map to the next) is not
/// comparable and is left aside.
/// </summary>
/// <param name="Exponent">0 for segments up to 1,280 m, one more for each doubling, at most 12.</param>
internal readonly record struct SegmentGrid(int Exponent)
{
    public const int MaxBins = 128;
    public const int MaxExponent = 12;
    private const int SmallestBinDm = 100;

    /// <summary>The grid of a segment of a length in metres.</summary>
    public static SegmentGrid Of(double lengthM)
    {
        var exponent = 0;
        while (exponent < MaxExponent && ToDm(lengthM) > (long)MaxBins * (SmallestBinDm << exponent))
            exponent++;
        return new SegmentGrid(exponent);
    }

    /// <summary>Length of a bin in 0.1 m.</summary>
    public int BinDm => SmallestBinDm << Exponent;

    /// <summary>The largest position on the grid in 0.1 m.</summary>
    public int MaxDm => MaxBins * BinDm;

    /// <summary>How many bins a segment of this length has, 1 to 128.</summary>
    public int BinCount(double lengthM) =>
        (int)Math.Clamp((ToDm(lengthM) + BinDm - 1) / BinDm, 1, MaxBins);

    /// <summary>A position in whole 0.1 m, as every message rounds it, so that messages cut at one place meet exactly.</summary>
    public static long ToDm(double metres) => (long)Math.Round(metres * 10, MidpointRounding.AwayFromZero);
}
