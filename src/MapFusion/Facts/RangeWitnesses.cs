using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapFusion.Facts;

/// <summary>Who stands behind a learned limit.</summary>
/// <param name="Vehicles">Distinct vehicles in the epoch that has most, estimated where a day kept only some.</param>
/// <param name="Passes">Passes of the segment's end in the direction on the days from first to last.</param>
/// <param name="FirstDay">The earliest day on which a vehicle said so.</param>
/// <param name="LastDay">The latest.</param>
internal readonly record struct RangeWitnesses(long Vehicles, long Passes, int FirstDay, int LastDay)
{
    public static RangeWitnesses Of(
        LimitRange range, List<Voice> voices, SortedDictionary<int, SegmentDay> days, int newestDay,
        TravelDirection direction, SegmentGrid grid, LimitByLaw law)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        var byEpoch = new SortedDictionary<int, List<ulong>>();
        foreach (var voice in voices)
        {
            var saidSo = false;
            foreach (var (day, said) in voice.Days)
                if (SaysSo(said, range, law))
                {
                    saidSo = true;
                    (first, last) = (Math.Min(first, day), Math.Max(last, day));
                }

            if (!saidSo)
                continue;
            if (!byEpoch.TryGetValue(voice.Epoch, out var witnesses))
                byEpoch.Add(voice.Epoch, witnesses = []);
            witnesses.Add(voice.Pseudonym);
        }

        var passes = days.Where(day => day.Key >= first && day.Key <= last)
            .Sum(day => day.Value.Lane(direction, grid)?.Passes ?? 0);
        var vehicles = byEpoch.Max(epoch =>
            Estimate(epoch.Value, LargestKept(epoch.Key, days, newestDay, direction, grid)));
        return new RangeWitnesses(vehicles, passes, first, last);
    }

    private static bool SaysSo(VehicleDay said, LimitRange range, LimitByLaw law)
    {
        foreach (var (code, bins) in said.Votes)
            if (LimitVote.FromCode(code) is { From: var from, Index: var index } && from != SignDistance.Nowhere &&
                law.Resolve(index) == range.Limit)
                for (var bin = range.FirstBin; bin < Math.Min(range.EndBin, bins.Length); bin++)
                    if (bins[bin] > 0)
                        return true;
        return false;
    }

    // Pseudonyms are uniform, so the largest one that every day kept tells which share of all vehicles is known (a bottom-k
    // sketch).
    private static long Estimate(List<ulong> witnesses, ulong largestKept)
    {
        var share = largestKept / (double)ulong.MaxValue;
        var known = witnesses.Count(pseudonym => pseudonym <= largestKept);
        return Math.Max(witnesses.Count, share > 0 ? (long)Math.Min(known / share, uint.MaxValue) : 0);
    }

    private static ulong LargestKept(
        int epoch, SortedDictionary<int, SegmentDay> days, int newestDay, TravelDirection direction, SegmentGrid grid)
    {
        var largest = ulong.MaxValue;
        foreach (var (day, evidence) in days)
            if (Contribution.EpochOf(day) == epoch && evidence.Lane(direction, grid) is { } lane &&
                lane.Vehicles.Count >= LaneDay.Capacity(newestDay - day))
                largest = Math.Min(largest, lane.Vehicles.GetKeyAtIndex(lane.Vehicles.Count - 1));
        return largest;
    }
}
