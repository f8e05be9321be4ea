using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Brings the places of signs that vehicles read on a segment together. Positions are wrong by metres, so that every vehicle sees the
/// limit change somewhere else: what was read right behind the segment's begin holds from its begin, what was read right before its
/// end belongs to the next segment, and readings of one limit near each other are one sign, at the median of the places where
/// vehicles read it. The place follows from those who read that limit alone, each counted once, and is rounded to the grid: who
/// reads another limit does not move it.
/// </summary>
internal static class SignPlaces
{
    private const double LongestClusterM = 80;

    /// <summary>Changes the words of witnesses.</summary>
    /// <param name="witnesses">Of one direction.</param>
    /// <param name="binM">Length of a bin.</param>
    /// <param name="lengthM">Length of the segment.</param>
    public static void Join(IReadOnlyList<LimitWitness> witnesses, double binM, double lengthM)
    {
        // Of two ends nearer to each other than that each has half.
        var endM = Math.Min(LimitWord.SamePostM, lengthM / 2);
        var readings = new List<Reading>();
        foreach (var witness in witnesses)
        {
            JoinEnds(witness.Words, endM, lengthM);
            AddReadings(witness, readings);
        }

        foreach (var limit in readings.GroupBy(reading => reading.Word.Limit).OrderBy(limit => limit.Key))
        {
            var sorted = limit.OrderBy(reading => reading.Word.SignM).ToList();
            for (var (first, next) = (0, 1); first < sorted.Count; first = next, next++)
            {
                while (next < sorted.Count && sorted[next].Word.SignM - sorted[next - 1].Word.SignM < LimitWord.SamePostM &&
                       sorted[next].Word.SignM - sorted[first].Word.SignM < LongestClusterM)
                    next++;
                MoveTo(sorted[first..next], binM);
            }
        }
    }

    private static void JoinEnds(LimitWord?[] words, double endM, double lengthM)
    {
        for (var i = 1; i < words.Length; i++)
            if (words[i] is { } word && word.From == SignDistance.Here && word.SignM >= lengthM - endM && words[i - 1] is { } before)
                words[i] = before;
        var last = -1;
        for (var i = 0; i < words.Length; i++)
            if (words[i] is { } word && word.From == SignDistance.Here && word.SignM <= endM)
                (last, words[i]) = (i, word with { SignM = 0 });
        for (var i = last - 1; i >= 0; i--)
            if (words[i] is not null)
                words[i] = words[i + 1] ?? words[i];
    }

    private static void AddReadings(LimitWitness witness, List<Reading> readings)
    {
        for (var i = 0; i < witness.Words.Length; i++)
            if (witness.Words[i] is { SignM: > 0 } word && (i == 0 || witness.Words[i - 1] != word))
                readings.Add(new Reading(witness, i, word));
    }

    private static void MoveTo(List<Reading> cluster, double binM)
    {
        var place = (int)Math.Round(Median.Of([.. cluster.Select(reading => reading.Word.SignM)]) / binM, MidpointRounding.AwayFromZero);
        foreach (var (witness, begin, word) in cluster)
        {
            var words = witness.Words;
            var there = word with { SignM = place * binM };
            for (var i = begin; i < words.Length && words[i] == word; i++)
                words[i] = there;
            for (var i = begin - 1; i >= place && words[i] is not null; i--)
                words[i] = there;
            if (begin > 0 && words[begin - 1] is { } before)
                for (var i = begin; i < place && i < words.Length && words[i] == there; i++)
                    words[i] = before;
        }
    }

    private readonly record struct Reading(LimitWitness Witness, int Begin, LimitWord Word);
}
