using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// One vehicle of one epoch and what it last knew along one direction of a segment: at each place its word of the last day, and of the
/// last hour of that day, in which it was there. A hundred passes say no more than one; of several passes in one hour that word
/// counts which held over most metres.
/// </summary>
/// <param name="Epoch">The epoch of its pseudonym.</param>
/// <param name="Fleet">The fleet.</param>
/// <param name="Words">By bin in the direction of travel; null where it never was.</param>
/// <param name="Hours">Event hours since 1970 of the words.</param>
internal sealed record LimitWitness(int Epoch, uint Fleet, LimitWord?[] Words, int[] Hours)
{
    /// <summary>What a vehicle knew.</summary>
    /// <param name="voice">The vehicle and its days.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="grid">The segment's grid.</param>
    /// <param name="lengthM">The segment's length.</param>
    public static LimitWitness Of(Voice voice, TravelDirection direction, SegmentGrid grid, double lengthM)
    {
        var count = grid.BinCount(lengthM);
        var witness = new LimitWitness(voice.Epoch, voice.Fleet, new LimitWord?[count], new int[count]);
        for (var i = voice.Days.Count - 1; i >= 0 && witness.Words.Contains(null); i--)
            if (voice.Days[i].Said is { Votes.Count: > 0 } said)
                witness.Fill(voice.Days[i].Day * Contribution.HoursPerDay + said.Hour, said, direction, grid.BinDm, lengthM);
        return witness;
    }

    /// <summary>True where it knows the same, since the same hour, in two bins.</summary>
    public bool SaysSameIn(int bin, int other) => Words[bin] == Words[other] && Hours[bin] == Hours[other];

    private void Fill(int hour, VehicleDay said, TravelDirection direction, int binDm, double lengthM)
    {
        var binM = binDm / 10.0;
        // Backward, the bin that the segment's end cuts short comes first.
        var shortM = direction == TravelDirection.Forward ? 0 : Words.Length * binM - lengthM;
        var (last, signM) = (-1, 0.0);
        for (var i = 0; i < Words.Length; i++)
        {
            var (code, before) = Loudest(said, direction == TravelDirection.Forward ? i : Words.Length - 1 - i, binDm);
            // A sign that was read stands where its limit begins to be known.
            if (code != last)
                signM = Math.Max(0, (i + before) * binM - shortM);
            last = code;
            if (code >= 0 && Words[i] is null)
                (Words[i], Hours[i]) = (LimitWord.Of(LimitVote.FromCode(code), signM), hour);
        }
    }

    // The code with most metres in a bin, the smallest of equals, and which share of the bin lies before it; -1 for none.
    private static (int Code, double Before) Loudest(VehicleDay said, int bin, int binDm)
    {
        var (loudest, most, total) = (-1, 0L, 0L);
        foreach (var (code, bins) in said.Votes)
        {
            var dm = bin < bins.Length ? bins[bin] : 0;
            total += dm;
            if (dm > most)
                (loudest, most) = (code, dm);
        }

        return (loudest, 1 - most / (double)Math.Max(total, binDm));
    }
}
