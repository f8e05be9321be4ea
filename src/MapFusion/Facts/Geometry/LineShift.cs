using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions.Offsets;

namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>
/// How far a segment's road lies beside its line. Offsets freed of the drives' own errors are several times as sharp as those
/// measured, but take the roads around for right: where these lie off all together, the same way, the two differ by more than errors
/// do, and the more they differ, the more the measured ones count.
/// </summary>
/// <param name="RightM">Metres to the right in the way's order.</param>
/// <param name="ErrorM">
/// Standard error: of honest vehicles, and no less than what the vehicles below the number that a fact needs could move the line by.
/// </param>
/// <param name="Vehicles">Distinct vehicles of the epoch that has the most.</param>
internal readonly record struct LineShift(double RightM, double ErrorM, int Vehicles)
{
    // Standard deviation of where lanes are, for each lane of a direction: kerbs, parked cars, lanes used unevenly.
    private const double LaneDoubtM = 0.4;

    // What no number of vehicles averages away: a line on the grid of learned positions.
    private const double LeastErrorM = 0.1;

    // The difference, in its standard errors, at which both count alike.
    private const double EvenSigmas = 3;
    private const double LeastDifferenceErrorM = 0.3;

    /// <summary>The shift as far as the evidence tells; null where too few vehicles were there.</summary>
    public static LineShift? Of(SegmentEvidence evidence, FusionOptions options)
    {
        var directions = new List<DirectionMean>();
        var seen = new SortedDictionary<int, SortedDictionary<ulong, uint>>();
        foreach (var direction in new[] { TravelDirection.Forward, TravelDirection.Backward }.Where(evidence.Segment.Allows))
            foreach (var epoch in evidence.VoicesIn(direction).GroupBy(voice => voice.Epoch))
                if (MeanOf(epoch, direction, options, seen) is { } mean)
                    directions.Add(mean);
        var vehicles = seen.Values.Select(epoch => epoch.Count).DefaultIfEmpty(0).Max();
        if (!seen.Values.Any(epoch => epoch.Count >= options.MinVehicles && epoch.Values.Distinct().Count() >= options.MinFleets))
            return null;
        var lanes = LanesOf(evidence);
        var steady = LineMean.Of(directions, direction => direction.Steady, LaneDoubtM * lanes);
        var plain = LineMean.Of(directions, direction => direction.Plain, LaneDoubtM * lanes);
        return Of(steady, plain, vehicles);
    }

    private static DirectionMean? MeanOf(
        IEnumerable<Voice> epoch, TravelDirection direction, FusionOptions options,
        SortedDictionary<int, SortedDictionary<ulong, uint>> seen)
    {
        List<OffsetWord> steady = [], plain = [];
        foreach (var voice in epoch)
        {
            var (offsets, fleet) = (voice.Offsets, voice.Fleet);
            if (offsets.Weight == 0)
                continue;
            steady.Add(WordOf(offsets.Weight, offsets.WeightedCm));
            plain.Add(WordOf(offsets.PlainWeight, offsets.PlainWeightedCm));
            if (!seen.TryGetValue(voice.Epoch, out var vehicles))
                seen.Add(voice.Epoch, vehicles = []);
            vehicles[voice.Pseudonym] = Math.Min(fleet, vehicles.GetValueOrDefault(voice.Pseudonym, fleet));
        }

        return steady.Count == 0 ? null : new DirectionMean(
            direction == TravelDirection.Forward ? 1 : -1, RobustMean.Of(steady, options.MinVehicles - 1),
            RobustMean.Of(plain, options.MinVehicles - 1));
    }

    // However often a vehicle was there, its word is worth one good pass.
    private static OffsetWord WordOf(long weight, long weightedCm) => new(
        weightedCm / (100.0 * weight),
        Math.Max(RobustMean.SmallestSigmaM, Math.Sqrt(OffsetVote.UnitVarianceM2 / weight)));

    private static LineShift Of(LineMean steady, LineMean plain, int vehicles)
    {
        var difference2 = Math.Max(
            plain.ErrorM * plain.ErrorM - steady.ErrorM * steady.ErrorM, LeastDifferenceErrorM * LeastDifferenceErrorM);
        var shift = Blend(steady.MeanM, plain.MeanM);
        var share = SteadyShare(steady.MeanM, plain.MeanM);
        var error = Math.Sqrt(
            share * share * steady.ErrorM * steady.ErrorM + (1 - share) * (1 - share) * plain.ErrorM * plain.ErrorM);
        foreach (var s in (ReadOnlySpan<double>)[steady.LowM, steady.HighM])
            foreach (var p in (ReadOnlySpan<double>)[plain.LowM, plain.HighM])
                error = Math.Max(error, Math.Abs(Blend(s, p) - shift));
        return new LineShift(shift, Math.Max(error, LeastErrorM), vehicles);

        double SteadyShare(double s, double p)
        {
            var scaled2 = (p - s) * (p - s) / (difference2 * EvenSigmas * EvenSigmas);
            return 1 / (1 + scaled2 * scaled2);
        }

        double Blend(double s, double p) => p + SteadyShare(s, p) * (s - p);
    }

    private static int LanesOf(SegmentEvidence evidence)
    {
        var lanes = 1;
        foreach (var direction in new[] { TravelDirection.Forward, TravelDirection.Backward }.Where(evidence.Segment.Allows))
            lanes = Math.Max(lanes, LanePosition.Of(evidence.Segment, direction).Lanes);
        return lanes;
    }
}
