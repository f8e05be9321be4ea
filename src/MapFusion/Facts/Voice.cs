using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapFusion.Facts;

/// <summary>One vehicle in one epoch, and what it said of one direction on each day.</summary>
/// <param name="Epoch">The epoch of its pseudonym.</param>
/// <param name="Pseudonym">The pseudonym.</param>
/// <param name="Days">By day, ascending.</param>
internal sealed record Voice(int Epoch, ulong Pseudonym, List<(int Day, VehicleDay Said)> Days)
{
    /// <summary>The fleet; the smallest where bytes disagree.</summary>
    public uint Fleet => Days.Min(day => day.Said.Fleet);

    /// <summary>Where the segment lies, as it said on all days together.</summary>
    public OffsetSums Offsets => Days.Aggregate(default(OffsetSums), (sum, day) => sum + day.Said.Offsets);

    /// <summary>Everyone heard in a direction, by epoch, then pseudonym.</summary>
    public static List<Voice> In(SortedDictionary<int, SegmentDay> days, TravelDirection direction, SegmentGrid grid)
    {
        var voices = new SortedDictionary<(int Epoch, ulong Pseudonym), Voice>();
        foreach (var (day, evidence) in days)
        {
            if (evidence.Lane(direction, grid) is not { } lane)
                continue;
            foreach (var (pseudonym, said) in lane.Vehicles)
            {
                var key = (Contribution.EpochOf(day), pseudonym);
                if (!voices.TryGetValue(key, out var voice))
                    voices.Add(key, voice = new Voice(key.Item1, pseudonym, []));
                voice.Days.Add((day, said));
            }
        }

        return [.. voices.Values];
    }
}
