using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;

namespace Telemetry.MapFusion.Tests.Grains;

/// <summary>100,000 passes of one segment in a day, folded a few at a time.</summary>
public sealed class EvidenceSizeTests(ITestOutputHelper output)
{
    private const int Passes = 100_000;
    private const int ItemLimit = 64 * 1024;

    [Fact]
    public void Fold_HundredThousandPassesInADay_StaysWithinItemsAndRewritesLittle()
    {
        var segment = TestRoads.Segment(1, 0, 260, SpeedLimit.Kmh(50));
        var random = new RandomPasses(segment, 7);
        var contributions = random.Make(Passes, 20_000, 1).OrderBy(contribution => contribution.EventHour).ToArray();
        var evidence = new Evidence(GrainId.Of(segment.Id));
        var state = evidence.Open();
        var (flushes, heads, largestHead, largestPart) = (0, 0L, 0, 0);
        for (var begin = 0; begin < contributions.Length; flushes++)
        {
            var end = Math.Min(begin + random.Random.Next(1, 6), contributions.Length);
            Assert.All(evidence.FoldInto(state, contributions[begin..end]), Assert.True);
            var result = evidence.Seal(state);
            heads += result.Head.Length;
            largestHead = Math.Max(largestHead, result.Head.Length);
            largestPart = result.NewParts.Select(part => part.Bytes.Length).Append(largestPart).Max();
            begin = end;
        }

        output.WriteLine(FormattableString.Invariant(
            $"flushes {flushes}, mean head {heads / flushes}, largest head {largestHead}, largest part {largestPart}, parts {evidence.Parts.Count} of {evidence.Parts.Values.Sum(p => p.Length)} bytes, written per contribution {evidence.BytesWritten / Passes}"));
        Assert.InRange(largestHead, 1, ItemLimit);
        Assert.InRange(heads / flushes, 1, 8 * 1024);
        Assert.InRange(largestPart, 1, ItemLimit);
        Assert.InRange(evidence.BytesWritten / Passes, 1, 8 * 1024);
        Assert.All(evidence.Fold(contributions[..200]), Assert.False);
    }
}
