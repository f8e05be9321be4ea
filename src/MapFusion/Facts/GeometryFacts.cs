using Telemetry.Contracts.Geography;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// The corrected line of a segment. Each vehicle says one offset per station and direction (its mean there in one epoch), the
/// median of vehicles is the direction's, and the middle of both directions is the road's: right-hand and left-hand traffic
/// shift the directions apart by the same amount. A two-way road with vehicles in one direction only says nothing, since the
/// shift from the middle is not known. A one-way road's line is taken as where its vehicles drive: with several lanes that
/// leans to the lanes used most.
/// </summary>
internal static class GeometryFacts
{
    private const double MadToSigma = 1.4826;
    private const double MedianToMean = 1.2533;
    // Lateral spread of one pass as measured on real traces, and how many vehicles that knowledge is worth: the spread of three
    // vehicles is often far too small by chance.
    private const double KnownSigmaM = 3.8;
    private const double KnownWeight = 4;

    // What no number of vehicles averages away: the base line itself is drawn no better.
    private const double LeastErrorM = 0.1;

    private readonly record struct Shift(double AlongM, double RightM, double ErrorM);

    public static MapFeature? Derive(SegmentEvidence evidence, FusionOptions options)
    {
        var directions = new[] { TravelDirection.Forward, TravelDirection.Backward }.Where(evidence.Segment.Allows).ToArray();
        var shifts = new List<Shift>();
        var stations = evidence.Grid.StationCount(evidence.Segment.LengthM);
        for (var station = 0; station < stations; station++)
            if (At(evidence, directions, station, options) is { } shift)
                shifts.Add(shift);
        // Half of the stations must be known, else the line would be guessed for the most part.
        if (2 * shifts.Count < stations || shifts.Count == 0)
            return null;
        var shiftM = Median.Of([.. shifts.Select(shift => Math.Abs(shift.RightM))]);
        var errorM = Median.Of([.. shifts.Select(shift => shift.ErrorM)]);
        return shiftM >= Math.Max(options.MinShiftM, options.ShiftSigmas * errorM)
            ? Feature(evidence, directions, shifts, shiftM, errorM)
            : null;
    }

    private static Shift? At(SegmentEvidence evidence, TravelDirection[] directions, int station, FusionOptions options)
    {
        double sum = 0, variance = 0;
        foreach (var direction in directions)
        {
            var offsets = new List<double>();
            var enough = false;
            foreach (var epoch in evidence.VoicesIn(direction).GroupBy(voice => voice.Epoch))
            {
                var there = epoch.Where(voice => OffsetOf(voice, station) is not null).ToList();
                offsets.AddRange(there.Select(voice => OffsetOf(voice, station)!.Value));
                enough |= there.Count >= options.MinVehicles &&
                    there.DistinctBy(voice => voice.Fleet).Count() >= options.MinFleets;
            }

            if (!enough)
                return null;
            var median = Median.Of(offsets);
            var sigma = MadToSigma * Median.Of([.. offsets.Select(offset => Math.Abs(offset - median))]);
            var spread = (KnownWeight * KnownSigmaM * KnownSigmaM + offsets.Count * sigma * sigma) / (KnownWeight + offsets.Count);
            sum += median;
            variance += MedianToMean * MedianToMean * spread / offsets.Count;
        }

        var stationM = evidence.Grid.StationDm / 10.0;
        var alongM = Math.Min((station + 0.5) * stationM, (station * stationM + evidence.Line.LengthM) / 2);
        var error = Math.Sqrt(variance) / directions.Length;
        return new Shift(alongM, sum / directions.Length, Math.Max(error, LeastErrorM));
    }

    private static double? OffsetOf(Voice voice, int station)
    {
        long count = 0, sumCm = 0;
        foreach (var (_, said) in voice.Days)
        {
            var (fixes, sum) = said.OffsetAt(station);
            (count, sumCm) = (count + fixes, sumCm + sum);
        }

        return count == 0 ? null : sumCm / 100.0 / count;
    }

    private static MapFeature Feature(
        SegmentEvidence evidence, TravelDirection[] directions, List<Shift> shifts, double shiftM, double errorM)
    {
        var voices = directions.SelectMany(evidence.VoicesIn)
            .Where(voice => voice.Days.Exists(day => day.Said.Stations > 0)).ToList();
        var vehicles = voices.GroupBy(voice => voice.Epoch)
            .Max(epoch => epoch.Select(voice => voice.Pseudonym).Distinct().Count());
        var passes = directions.Sum(direction =>
            evidence.Days.Values.Sum(day => day.Lane(direction, evidence.Grid)?.Passes ?? 0));
        return evidence.Feature(MapCollection.GeometryUpdates, evidence.Segment.Id.ToString(), Corrected(evidence, shifts))
            .Raw("shift_m", Quantised.Metres(shiftM))
            .Raw("standard_error_m", Quantised.Metres(errorM))
            .Number("vehicles", Quantised.Count(vehicles))
            .Number("passes", Quantised.Count(passes))
            .Build() with { IsLearned = true };
    }

    private static List<GeoPoint> Corrected(SegmentEvidence evidence, List<Shift> shifts)
    {
        var places = new SortedSet<double>(shifts.Select(shift => shift.AlongM));
        for (var vertex = 0; vertex < evidence.Segment.Line.Length; vertex++)
            places.Add(evidence.Line.AlongOf(vertex));
        var line = new List<GeoPoint>();
        foreach (var place in places)
        {
            var point = LearnedStep.Round(evidence.Line.PointBeside(place, ShiftAt(shifts, place)));
            if (line.Count == 0 || line[^1] != point)
                line.Add(point);
        }

        if (line.Count == 1)
            line.Add(line[0]);
        return line;
    }

    private static double ShiftAt(List<Shift> shifts, double alongM)
    {
        var next = shifts.FindIndex(shift => shift.AlongM >= alongM);
        if (next <= 0)
            return next == 0 ? shifts[0].RightM : shifts[^1].RightM;
        var (a, b) = (shifts[next - 1], shifts[next]);
        return a.RightM + (b.RightM - a.RightM) * (alongM - a.AlongM) / (b.AlongM - a.AlongM);
    }
}
