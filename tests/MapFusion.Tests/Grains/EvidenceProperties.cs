using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.MapFusion.Wire;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Grains;

/// <summary>Order, repetition and grouping change nothing (I2, I3).</summary>
public sealed class EvidenceProperties
{
    private static readonly RoadSegment s_segment = TestRoads.Segment(1, 0, 260, SpeedLimit.Kmh(50));
    private static readonly Arbitrary<int> s_seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Theory]
    [InlineData(12, 5, 3)]
    [InlineData(60, 12, 60)]
    [InlineData(250, 30, 100)]
    [InlineData(400, 300, 2)]
    [InlineData(400, 120, 12)]
    public void Fold_AnyOrderRepetitionAndGrouping_DerivesSameFacts(int count, int vehicles, int days) =>
        Check(20, seed =>
        {
            var passes = new RandomPasses(s_segment, seed);
            var contributions = passes.Make(count, vehicles, days);
            var straight = new Evidence(GrainId.Of(s_segment.Id));
            Assert.All(straight.Fold(contributions), Assert.True);

            var shuffled = contributions.Concat(contributions.Where(_ => passes.Random.Next(3) == 0)).ToArray();
            passes.Random.Shuffle(shuffled);
            var other = new Evidence(GrainId.Of(s_segment.Id));
            var isNew = FoldInGroups(other, shuffled, passes.Random);

            Assert.Equal(
                shuffled.Zip(isNew).Where(pair => pair.Second).Select(pair => pair.First.Id).Order(),
                contributions.Select(contribution => contribution.Id).Order());
            Assert.Equal(Facts(straight), Facts(other));
        });

    [Fact]
    public void Fold_EverythingTwiceAfterSealing_ChangesNothing() =>
        Check(20, seed =>
        {
            var contributions = new RandomPasses(s_segment, seed).Make(300, 20, 5);
            var evidence = new Evidence(GrainId.Of(s_segment.Id));
            evidence.Fold(contributions);
            var (facts, head) = (Facts(evidence), evidence.Head);

            Assert.All(evidence.Fold(contributions), Assert.False);
            Assert.Equal(facts, Facts(evidence));
            Assert.Equal(head.ToArray(), evidence.Head.ToArray());
        });

    [Fact]
    public void Derive_WhileStateStaysInMemory_EqualsReopenedState() =>
        Check(20, seed =>
        {
            var passes = new RandomPasses(s_segment, seed);
            var evidence = new Evidence(GrainId.Of(s_segment.Id));
            var state = evidence.Open();
            foreach (var group in passes.Make(400, 60, 15).Chunk(37))
            {
                evidence.FoldInto(state, group);
                evidence.Seal(state);
                var inMemory = evidence.Derive(state, s_segment).Select(feature => feature.GeoJson);
                Assert.Equal(Facts(evidence), inMemory);
            }
        });

    [Theory]
    [InlineData(300, 20)]
    [InlineData(500, 200)]
    public void Merge_PartialAggregatesOfOneToEightFolds_AreOneAggregate(int count, int vehicles) =>
        Check(20, seed =>
        {
            var passes = new RandomPasses(s_segment, seed);
            var contributions = passes.Make(count, vehicles, days: 1);
            var parts = Enumerable.Range(0, 1 + passes.Random.Next(8)).Select(_ => SegmentDay.Empty()).ToList();
            passes.Random.Shuffle(contributions);
            foreach (var contribution in contributions)
                parts[passes.Random.Next(parts.Count)].Add(contribution.EventHour % 24, contribution.Payload.Span);
            while (parts.Count > 1)
            {
                var part = parts[passes.Random.Next(parts.Count)];
                parts.Remove(part);
                parts[passes.Random.Next(parts.Count)].Merge(passes.Random.Next(2) == 0 ? part : Reread(part));
            }

            var whole = SegmentDay.Empty();
            foreach (var contribution in contributions.OrderBy(contribution => contribution.Id))
                whole.Add(contribution.EventHour % 24, contribution.Payload.Span);
            Assert.Equal(whole.Encode(1_000), parts[0].Encode(1_000));
        });

    // As it comes back from the store, in slices.
    private static SegmentDay Reread(SegmentDay day)
    {
        var read = SegmentDay.Empty();
        foreach (var slice in day.Encode(500))
        {
            var reader = new ByteReader(slice);
            read.Merge(SegmentDay.Decode(ref reader));
        }

        return read;
    }

    private static List<bool> FoldInGroups(Evidence evidence, Contribution[] contributions, Random random)
    {
        var isNew = new List<bool>();
        var cuts = Enumerable.Range(0, random.Next(8)).Select(_ => random.Next(contributions.Length)).Order().ToArray();
        var state = evidence.Open();
        var begin = 0;
        foreach (var end in cuts.Append(contributions.Length))
        {
            isNew.AddRange(evidence.FoldInto(state, contributions[begin..end]));
            begin = end;
            if (random.Next(2) == 0)
                evidence.Derive(state, s_segment);
            if (random.Next(3) == 0)
                continue;
            evidence.Seal(state);
            if (random.Next(2) == 0)
                state = evidence.Open();
        }

        evidence.Seal(state);
        return isNew;
    }

    private static List<string> Facts(Evidence evidence) => [.. evidence.Derive(s_segment).Select(feature => feature.GeoJson)];

    private static void Check(int times, Action<int> property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(s_seeds, property));
}
