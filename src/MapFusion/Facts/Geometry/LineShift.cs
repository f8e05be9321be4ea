using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>
/// How far a segment's road lies beside its line. Offsets freed of the drives' own errors are several times as sharp as those
/// measured, but take the roads around for right: where these lie off all together, the same way, the two differ by more than errors
/// do, and what they differ by beyond that is added.
/// </summary>
/// <param name="RightM">Metres to the right in the way's order.</param>
/// <param name="ErrorM">
/// Standard error: of honest vehicles, and no less than what the vehicles below the number that a fact needs could move the line by.
/// </param>
/// <param name="SwayM">The latter alone.</param>
/// <param name="Vehicles">Distinct vehicles of the epoch that has the most.</param>
internal readonly record struct LineShift(double RightM, double ErrorM, double SwayM, int Vehicles)
{
    // Standard deviation of the mean place of a direction's cars, for each further lane that they may use.
    private const double LaneUseM = 0.4;

    // The surest words that there can be.
    private const double SmallestSigmaM = 2;
    private const double SmallestPlainSigmaM = 4;

    // What no number of vehicles averages away: a line on the grid of learned positions.
    private const double LeastErrorM = 0.1;

    // By how many standard errors the two may differ by chance.
    private const double ChanceSigmas = 2.5;

    /// <summary>The shift as far as the evidence tells; null where too few vehicles were there.</summary>
    public static LineShift? Of(SegmentEvidence evidence, FusionOptions options)
    {
        var directions = new List<DirectionMean>();
        var seen = new SortedDictionary<int, SortedDictionary<ulong, uint>>();
        foreach (var direction in new[] { TravelDirection.Forward, TravelDirection.Backward }.Where(evidence.Segment.Allows))
            foreach (var epoch in evidence.VoicesIn(direction).GroupBy(voice => voice.Epoch))
                if (MeanOf(epoch, direction, evidence.Segment, options, seen) is { } mean)
                    directions.Add(mean);
        var vehicles = seen.Values.Select(epoch => epoch.Count).DefaultIfEmpty(0).Max();
        // Whoever of them colludes, as many as a fact needs are left.
        if (!seen.Values.Any(epoch => epoch.Count >= 2 * options.MinVehicles - 1 && epoch.Values.Distinct().Count() >= options.MinFleets))
            return null;
        return Of(
            LineMean.Of(directions, direction => direction.Steady), LineMean.Of(directions, direction => direction.Plain), vehicles);
    }

    private static DirectionMean? MeanOf(
        IEnumerable<Voice> epoch, TravelDirection direction, RoadSegment segment, FusionOptions options,
        SortedDictionary<int, SortedDictionary<ulong, uint>> seen)
    {
        List<OffsetWord> steady = [], plain = [];
        foreach (var voice in epoch)
        {
            var (offsets, fleet) = (voice.Offsets, voice.Fleet);
            if (offsets.Weight == 0)
                continue;
            steady.Add(WordOf(offsets.Weight, offsets.WeightedCm, SmallestSigmaM));
            plain.Add(WordOf(offsets.PlainWeight, offsets.PlainWeightedCm, SmallestPlainSigmaM));
            if (!seen.TryGetValue(voice.Epoch, out var vehicles))
                seen.Add(voice.Epoch, vehicles = []);
            vehicles[voice.Pseudonym] = Math.Min(fleet, vehicles.GetValueOrDefault(voice.Pseudonym, fleet));
        }

        if (steady.Count == 0)
            return null;
        var unevenM = LaneUseM * (LanePosition.Of(segment, direction).Lanes - 1);
        return new DirectionMean(
            direction == TravelDirection.Forward ? 1 : -1, RobustMean.Of(steady, options.MinVehicles - 1, SmallestSigmaM),
            RobustMean.Of(plain, options.MinVehicles - 1, SmallestPlainSigmaM), unevenM * unevenM);
    }

    // However often a vehicle was there, its word is worth one good pass.
    private static OffsetWord WordOf(long weight, long weightedCm, double smallestSigmaM) => new(
        weightedCm / (100.0 * weight), Math.Max(smallestSigmaM, Math.Sqrt(OffsetVote.UnitVarianceM2 / weight)));

    private static LineShift Of(LineMean steady, LineMean plain, int vehicles)
    {
        // Others must not make the two seem to differ, either.
        var chanceM = ChanceSigmas * plain.ErrorM + plain.SwayM + steady.SwayM;
        var shift = Blend(steady.MeanM, plain.MeanM);
        var error = Math.Max(steady.ErrorM, LeastErrorM);
        if (shift != steady.MeanM)
            error = Math.Max(error, chanceM);
        double sway = 0;
        foreach (var s in (ReadOnlySpan<double>)[steady.LowM, steady.HighM])
            foreach (var p in (ReadOnlySpan<double>)[plain.LowM, plain.HighM])
                sway = Math.Max(sway, Math.Abs(Blend(s, p) - shift));
        // Rounding to the grid comes on top of what others can do.
        return new LineShift(shift, Math.Max(error, sway + LeastErrorM), sway, vehicles);

        // What the two differ by beyond chance is what all roads around share.
        double Blend(double s, double p) => s + Math.Sign(p - s) * Math.Max(0, Math.Abs(p - s) - chanceM);
    }
}
