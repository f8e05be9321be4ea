using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// What one vehicle said of one direction of a segment on one day. Its offsets are summed over the day. Of the limit it says what it
/// said in the last event hour in which it was there: who passes a new sign at noon has another word than in the morning, whatever
/// the order in which messages arrive. Layout: fleet, 4 bytes; passes; hour, a byte; number of codes
/// plus 1, or 0 where the vehicle is void, and for each code its step from the last (the first from -1) and its bins as runs of
/// (length, metres in 0.1 m) closed by a length of 0; then its <see cref="OffsetSums"/>.
/// </summary>
internal sealed class VehicleDay
{
    /// <summary>
    /// Different votes of one vehicle in an hour on one segment. A vehicle that says more is broken or hostile, and says nothing.
    /// </summary>
    public const int MostCodes = 12;

    private const long Largest = long.MaxValue / 4;

    public required uint Fleet { get; set; }

    /// <summary>Times it crossed the segment's end.</summary>
    public long Passes { get; private set; }

    /// <summary>The last hour of the day, 0 to 23, in which it knew or did not know a limit; its votes are of that hour.</summary>
    public int Hour { get; private set; }

    /// <summary>True where it said too many different things in that hour; then there are no votes.</summary>
    public bool IsVoid { get; private set; }

    /// <summary>By vote code: 0.1 m driven in each bin, as long as the last bin needs.</summary>
    public SortedList<int, long[]> Votes { get; } = [];

    /// <summary>Where the segment lies, as it says.</summary>
    public OffsetSums Offsets { get; private set; }

    public void Add(int hour, SegmentPass pass)
    {
        Passes += pass.CrossesEnd ? 1 : 0;
        if (pass.Votes.Count > 0 && MoveTo(hour))
            foreach (var vote in pass.Votes)
                AddVote(vote, pass.Grid.BinDm);
        Offsets += OffsetSums.Of(pass.Offset);
    }

    public void Merge(VehicleDay other)
    {
        Passes += other.Passes;
        if ((other.IsVoid || other.Votes.Count > 0) && MoveTo(other.Hour))
            MergeVotes(other);
        Offsets += other.Offsets;
    }

    public void Write(ByteWriter writer)
    {
        writer.WriteUInt32(Fleet);
        writer.WriteVarint(Passes);
        writer.WriteByte((byte)Hour);
        writer.WriteVarint(IsVoid ? 0 : Votes.Count + 1);
        var last = -1;
        foreach (var (code, bins) in Votes)
        {
            writer.WriteVarint(code - last);
            WriteBins(writer, bins);
            last = code;
        }

        Offsets.Write(writer);
    }

    public static VehicleDay Read(ref ByteReader reader)
    {
        var vehicle = new VehicleDay { Fleet = reader.ReadUInt32() };
        vehicle.Passes = reader.ReadLong(Largest);
        vehicle.Hour = reader.ReadByte();
        if (vehicle.Hour >= Contribution.HoursPerDay)
            throw ByteReader.Bad("an hour is out of range");
        var codes = reader.ReadInt(MostCodes + 1);
        vehicle.IsVoid = codes == 0;
        var code = -1;
        for (var i = 1; i < codes; i++)
        {
            code += reader.ReadInt(LimitVote.MaxCode - code);
            if (code < 0 || !vehicle.Votes.TryAdd(code, ReadBins(ref reader)))
                throw ByteReader.Bad("a vote is unknown or named twice");
        }

        vehicle.Offsets = OffsetSums.Read(ref reader);
        return vehicle;
    }

    // False for an hour before the one that counts.
    private bool MoveTo(int hour)
    {
        if (hour > Hour)
        {
            Hour = hour;
            IsVoid = false;
            Votes.Clear();
        }

        return hour == Hour;
    }

    private void MergeVotes(VehicleDay other)
    {
        if (other.IsVoid)
            Void();
        foreach (var (code, theirs) in other.Votes)
            if (BinsOf(code, theirs.Length) is { } bins)
                for (var i = 0; i < theirs.Length; i++)
                    bins[i] += theirs[i];
    }

    private void AddVote(LimitSpan vote, int binDm)
    {
        if (BinsOf(vote.Code, (vote.ToDm + binDm - 1) / binDm) is not { } bins)
            return;
        for (var bin = vote.FromDm / binDm; bin * binDm < vote.ToDm; bin++)
            bins[bin] += Math.Min(vote.ToDm, (bin + 1) * binDm) - Math.Max(vote.FromDm, bin * binDm);
    }

    // Null where the vehicle is void, or becomes it by this code.
    private long[]? BinsOf(int code, int length)
    {
        if (IsVoid)
            return null;
        if (Votes.TryGetValue(code, out var bins))
        {
            if (bins.Length < length)
            {
                Array.Resize(ref bins, length);
                Votes[code] = bins;
            }

            return bins;
        }

        Votes.Add(code, bins = new long[length]);
        if (Votes.Count <= MostCodes)
            return bins;
        Void();
        return null;
    }

    private void Void()
    {
        IsVoid = true;
        Votes.Clear();
    }

    private static void WriteBins(ByteWriter writer, long[] bins)
    {
        for (var begin = 0; begin < bins.Length;)
        {
            var end = begin + 1;
            while (end < bins.Length && bins[end] == bins[begin])
                end++;
            writer.WriteVarint(end - begin);
            writer.WriteVarint(bins[begin]);
            begin = end;
        }

        writer.WriteVarint(0L);
    }

    private static long[] ReadBins(ref ByteReader reader)
    {
        var bins = new List<long>();
        for (var length = reader.ReadInt(SegmentGrid.MaxBins); length != 0;
             length = reader.ReadInt(SegmentGrid.MaxBins - bins.Count))
        {
            var value = reader.ReadLong(Largest);
            for (var i = 0; i < length; i++)
                bins.Add(value);
        }

        return [.. bins];
    }
}
