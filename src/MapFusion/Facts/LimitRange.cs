namespace Telemetry.MapFusion.Facts;

/// <summary>Neighbouring bins in which the same holds.</summary>
/// <param name="FirstBin">The first bin.</param>
/// <param name="EndBin">One past the last bin.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Limit">Index of the limit; 0 for none known.</param>
internal readonly record struct LimitRange(int FirstBin, int EndBin, LimitSource Source, int Limit)
{
    /// <summary>Bins.</summary>
    public int Count => EndBin - FirstBin;

    /// <summary>
    /// Joins equal neighbours, then lets the shortest range below the least length join its longer neighbour (the earlier one
    /// among equals) until none is left.
    /// </summary>
    /// <param name="verdicts">One per bin, at least one.</param>
    /// <param name="leastBins">The least length in bins; may be a fraction.</param>
    public static List<LimitRange> Of(IReadOnlyList<BinVerdict> verdicts, double leastBins)
    {
        var ranges = new List<LimitRange>();
        for (var bin = 0; bin < verdicts.Count; bin++)
            ranges.Add(new LimitRange(bin, bin + 1, verdicts[bin].Source, verdicts[bin].Limit));
        JoinEquals(ranges);
        while (ranges.Count > 1)
        {
            var shortest = Enumerable.Range(0, ranges.Count).MinBy(i => ranges[i].Count);
            if (ranges[shortest].Count >= leastBins)
                break;
            var before = shortest > 0 ? ranges[shortest - 1].Count : 0;
            var after = shortest + 1 < ranges.Count ? ranges[shortest + 1].Count : 0;
            var into = ranges[before >= after ? shortest - 1 : shortest + 1];
            ranges[shortest] = ranges[shortest] with { Source = into.Source, Limit = into.Limit };
            JoinEquals(ranges);
        }

        return ranges;
    }

    private static void JoinEquals(List<LimitRange> ranges)
    {
        for (var i = ranges.Count - 1; i > 0; i--)
            if (ranges[i].Source == ranges[i - 1].Source && ranges[i].Limit == ranges[i - 1].Limit)
            {
                ranges[i - 1] = ranges[i - 1] with { EndBin = ranges[i].EndBin };
                ranges.RemoveAt(i);
            }
    }
}
