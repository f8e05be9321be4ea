using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// Offset votes of one vehicle, added up; commutative and associative. Layout: weight and, unless 0, the zigzag sum of weight times
/// 0.01 m, and both of the plain offset.
/// </summary>
/// <param name="Weight">Sum of weights; 0 where there is no vote.</param>
/// <param name="WeightedCm">Sum of weight times offset in 0.01 m.</param>
/// <param name="PlainWeight">The same of the offset as measured.</param>
/// <param name="PlainWeightedCm">The same of the offset as measured.</param>
internal readonly record struct OffsetSums(long Weight, long WeightedCm, long PlainWeight, long PlainWeightedCm)
{
    private const long Largest = long.MaxValue / 4 / OffsetVote.LargestCm;

    public static OffsetSums Of(OffsetVote vote) => new(
        vote.Weight, (long)vote.Weight * vote.Cm, vote.PlainWeight, (long)vote.PlainWeight * vote.PlainCm);

    public static OffsetSums operator +(OffsetSums a, OffsetSums b) => new(
        a.Weight + b.Weight, a.WeightedCm + b.WeightedCm, a.PlainWeight + b.PlainWeight, a.PlainWeightedCm + b.PlainWeightedCm);

    public void Write(ByteWriter writer)
    {
        writer.WriteVarint(Weight);
        if (Weight == 0)
            return;
        writer.WriteZigzag(WeightedCm);
        writer.WriteVarint(PlainWeight);
        writer.WriteZigzag(PlainWeightedCm);
    }

    public static OffsetSums Read(ref ByteReader reader)
    {
        var weight = reader.ReadLong(Largest);
        if (weight == 0)
            return default;
        var sum = reader.ReadZigzag(weight * OffsetVote.LargestCm);
        var plainWeight = reader.ReadLong(Largest);
        return plainWeight > 0
            ? new OffsetSums(weight, sum, plainWeight, reader.ReadZigzag(plainWeight * OffsetVote.LargestCm))
            : throw ByteReader.Bad("a plain offset has no weight");
    }
}
