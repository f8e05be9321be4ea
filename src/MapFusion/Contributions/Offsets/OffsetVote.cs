namespace Telemetry.MapFusion.Contributions.Offsets;

/// <summary>
/// What one message says of where a segment truly lies: metres to the right of the segment's line in the way's order, told twice.
/// A weight is the inverse variance in units of 1/400 m²: 1 for an error of 20 m, 100 for 2 m.
/// </summary>
/// <param name="Weight">Weight of the offset freed of the drive's own error; 0 where the message says nothing.</param>
/// <param name="Cm">That offset in 0.01 m.</param>
/// <param name="PlainWeight">Weight of the offset as measured; 0 with <paramref name="Weight"/> only.</param>
/// <param name="PlainCm">That offset in 0.01 m.</param>
internal readonly record struct OffsetVote(int Weight, int Cm, int PlainWeight, int PlainCm)
{
    /// <summary>The variance in m² that a weight of 1 stands for.</summary>
    public const double UnitVarianceM2 = 400;

    /// <summary>No vote is taken to be better than 2 m: antenna, habit and map are no better known.</summary>
    public const int LargestWeight = 100;

    /// <summary>Offsets are clamped to this magnitude.</summary>
    public const int LargestCm = 2_500;

    /// <summary>True where there is a vote.</summary>
    public bool IsVote => Weight > 0;

    /// <summary>A vote of two offsets in metres and their variances in m².</summary>
    public static OffsetVote Of(double offsetM, double varianceM2, double plainM, double plainVarianceM2) =>
        new(WeightOf(varianceM2), CmOf(offsetM), WeightOf(plainVarianceM2), CmOf(plainM));

    private static int WeightOf(double varianceM2) =>
        (int)Math.Round(Math.Clamp(UnitVarianceM2 / varianceM2, 1, LargestWeight));

    private static int CmOf(double metres) => (int)Math.Round(Math.Clamp(metres * 100, -LargestCm, LargestCm));
}
