using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// A day's evidence of one direction of a segment: sums over all passes, and votes and offset votes of the vehicles with the
/// smallest pseudonyms. A vehicle beyond the capacity can never come back, whatever is folded later, so that every order of
/// folding keeps the same vehicles with everything they said.
/// </summary>
internal sealed class LaneDay
{
    /// <summary>Vehicles kept of each of the last <see cref="RecentDays"/> days.</summary>
    public const int RecentVehicles = 64;

    /// <summary>Vehicles kept of older days.</summary>
    public const int OldVehicles = 16;

    /// <summary>Days from the newest that keep more vehicles.</summary>
    public const int RecentDays = 7;

    /// <summary>Classes of mean speed, 10 km/h each, the last one open.</summary>
    public const int SpeedClasses = 16;

    private const double CmpsPerClass = 1_000 / 3.6;

    /// <summary>Times a vehicle crossed the segment's end, all vehicles.</summary>
    public long Passes { get; private set; }

    /// <summary>Contributions by mean speed.</summary>
    public long[] Speeds { get; } = new long[SpeedClasses];

    /// <summary>By pseudonym, ascending.</summary>
    public SortedList<ulong, VehicleDay> Vehicles { get; } = [];

    /// <summary>How many vehicles a day of this age keeps.</summary>
    public static int Capacity(int ageDays) => ageDays < RecentDays ? RecentVehicles : OldVehicles;

    public void Add(int hour, SegmentPass pass)
    {
        Passes += pass.CrossesEnd ? 1 : 0;
        if (pass.SpeedCmps > 0)
            Speeds[Math.Min((int)(pass.SpeedCmps / CmpsPerClass), SpeedClasses - 1)]++;
        if (Find(pass.Vehicle, pass.Fleet) is { } vehicle)
            vehicle.Add(hour, pass);
    }

    public void Merge(LaneDay other)
    {
        Passes += other.Passes;
        for (var i = 0; i < SpeedClasses; i++)
            Speeds[i] += other.Speeds[i];
        foreach (var (pseudonym, theirs) in other.Vehicles)
            Find(pseudonym, theirs.Fleet)?.Merge(theirs);
    }

    public void Trim(int capacity)
    {
        while (Vehicles.Count > capacity)
            Vehicles.RemoveAt(Vehicles.Count - 1);
    }

    public void WriteSums(ByteWriter writer)
    {
        writer.WriteVarint(Passes);
        foreach (var count in Speeds)
            writer.WriteVarint(count);
    }

    public void ReadSums(ref ByteReader reader)
    {
        Passes = reader.ReadLong(long.MaxValue / 2);
        for (var i = 0; i < SpeedClasses; i++)
            Speeds[i] = reader.ReadLong(long.MaxValue / 2);
    }

    private VehicleDay? Find(ulong pseudonym, uint fleet)
    {
        if (Vehicles.TryGetValue(pseudonym, out var vehicle))
        {
            vehicle.Fleet = Math.Min(vehicle.Fleet, fleet);
            return vehicle;
        }

        if (Vehicles.Count >= RecentVehicles && pseudonym > Vehicles.GetKeyAtIndex(Vehicles.Count - 1))
            return null;
        Vehicles.Add(pseudonym, vehicle = new VehicleDay { Fleet = fleet });
        Trim(RecentVehicles);
        return vehicle;
    }
}
