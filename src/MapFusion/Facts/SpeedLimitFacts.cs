using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>The speed limits of a segment that hold at all times: each direction cut into ranges in which one limit holds.</summary>
internal static class SpeedLimitFacts
{
    public static IEnumerable<MapFeature> Derive(SegmentEvidence evidence, FusionOptions options)
    {
        foreach (var direction in new[] { TravelDirection.Forward, TravelDirection.Backward })
        {
            if (!evidence.Segment.Allows(direction))
                continue;
            var verdicts = Verdicts(evidence, direction, options);
            var number = 0;
            foreach (var range in LimitRange.Of(verdicts, options.MinRangeM / evidence.BinM))
                if (range.Source != LimitSource.Nobody)
                    yield return Feature(evidence, direction, range, verdicts, number++);
        }
    }

    // By bin in the way's order.
    private static BinVerdict[] Verdicts(SegmentEvidence evidence, TravelDirection direction, FusionOptions options)
    {
        var tag = evidence.Segment.LimitIn(direction) is { } limit ? LimitVote.IndexOf(limit) : 0;
        var lengthM = evidence.Segment.LengthM;
        var witnesses = evidence.VoicesIn(direction)
            .Select(voice => LimitWitness.Of(voice, direction, evidence.Grid, lengthM)).ToList();
        SignPlaces.Join(witnesses, evidence.BinM, lengthM);
        var inference = new LimitInference(options, tag, new LimitByLaw(evidence.Segment), lengthM);
        var verdicts = new BinVerdict[evidence.Grid.BinCount(lengthM)];
        for (var bin = 0; bin < verdicts.Length; bin++)
            // Most cars drive a road from end to end, so that most bins hear the same.
            verdicts[bin] = bin > 0 && witnesses.TrueForAll(witness => witness.SaysSameIn(bin - 1, bin))
                ? verdicts[bin - 1]
                : inference.At(witnesses, bin);
        if (direction == TravelDirection.Backward)
            Array.Reverse(verdicts);
        return verdicts;
    }

    private static MapFeature Feature(
        SegmentEvidence evidence, TravelDirection direction, LimitRange range, BinVerdict[] verdicts, int number)
    {
        var lengthM = evidence.Segment.LengthM;
        var fromM = range.FirstBin * evidence.BinM;
        var toM = range.EndBin == verdicts.Length ? lengthM : range.EndBin * evidence.BinM;
        var letter = direction == TravelDirection.Forward ? 'f' : 'b';
        var id = string.Create(CultureInfo.InvariantCulture, $"{evidence.Segment.Id}-{letter}-{number}");
        var text = evidence.Feature(MapCollection.SpeedLimits, id, evidence.Line.Part(fromM, toM))
            .Text("direction", direction == TravelDirection.Forward ? "forward" : "backward")
            .Raw("from_m", Quantised.Metres(fromM))
            .Raw("to_m", Quantised.Metres(toM))
            .Limit(LimitVote.LimitOf(range.Limit))
            .Raw("conditions", "[]")
            .Raw("confidence", Quantised.Confidence(Confidence(range, verdicts)));
        if (HasWitnesses(range, verdicts))
        {
            var witnesses = RangeWitnesses.Of(
                range, evidence.VoicesIn(direction), evidence.Days, evidence.NewestDay, direction, evidence.Grid,
                new LimitByLaw(evidence.Segment));
            text.Number("vehicles", Quantised.Count(witnesses.Vehicles))
                .Number("passes", Quantised.Count(witnesses.Passes))
                .Text("first_seen", Quantised.Day(witnesses.FirstDay))
                .Text("last_seen", Quantised.Day(witnesses.LastDay));
        }

        var isLearned = range.Source == LimitSource.Learned;
        return text.Text("source", isLearned ? "learned" : "base").Build() with { IsLearned = isLearned };
    }

    private static bool HasWitnesses(LimitRange range, BinVerdict[] verdicts)
    {
        for (var bin = range.FirstBin; bin < range.EndBin; bin++)
            if (verdicts[bin].HasWitnesses && verdicts[bin].Limit == range.Limit)
                return true;
        return false;
    }

    // Of the bins that say so themselves: a short stretch that joined the range says something else.
    private static double Confidence(LimitRange range, BinVerdict[] verdicts)
    {
        var (sum, count) = (0.0, 0);
        for (var bin = range.FirstBin; bin < range.EndBin; bin++)
            if (verdicts[bin].Source == range.Source && verdicts[bin].Limit == range.Limit)
                (sum, count) = (sum + verdicts[bin].Confidence, count + 1);
        return sum / count;
    }
}
