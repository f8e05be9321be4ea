using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// A day's evidence of a segment, by direction and grid. Layout of a slice: number of lanes; for each a byte of bit 0 backward
/// and bits 4 to 7 grid exponent, passes, 16 counts of speed classes, number of vehicles, and for each its pseudonym
/// (8 bytes, ascending) and its <see cref="VehicleDay"/>.
/// </summary>
internal sealed class SegmentDay : IDayEvidence<SegmentDay>
{
    private readonly SortedList<byte, LaneDay> _lanes = [];

    public static SegmentDay Empty() => new();

    public static void Validate(ReadOnlySpan<byte> payload) => SegmentPass.Validate(payload);

    /// <summary>The evidence of a direction on a grid; null where there is none.</summary>
    public LaneDay? Lane(TravelDirection direction, SegmentGrid grid) => _lanes.GetValueOrDefault(KeyOf(direction, grid));

    public void Add(int hour, ReadOnlySpan<byte> payload)
    {
        var pass = SegmentPass.Decode(payload);
        LaneOf(KeyOf(pass.Direction, pass.Grid)).Add(hour, pass);
    }

    public void Merge(SegmentDay other)
    {
        foreach (var (key, lane) in other._lanes)
            LaneOf(key).Merge(lane);
    }

    public void Trim(int ageDays)
    {
        foreach (var lane in _lanes.Values)
            lane.Trim(LaneDay.Capacity(ageDays));
    }

    public IReadOnlyList<byte[]> Encode(int maxBytes)
    {
        var slices = new List<byte[]>();
        var slice = new List<EncodedLane>();
        var size = 0;
        foreach (var (key, lane) in _lanes)
        {
            slice.Add(new EncodedLane(key, lane));
            foreach (var (pseudonym, vehicle) in lane.Vehicles)
            {
                var bytes = Encode(pseudonym, vehicle);
                if (size + bytes.Length > maxBytes && size > 0)
                {
                    slices.Add(Join(slice));
                    // Sums stay with the first slice; the next ones merge to it with none.
                    slice = [new EncodedLane(key, new LaneDay())];
                    size = 0;
                }

                slice[^1].Vehicles.Add(bytes);
                size += bytes.Length;
            }
        }

        if (slice.Count > 0)
            slices.Add(Join(slice));
        return slices;
    }

    public static SegmentDay Decode(ref ByteReader reader)
    {
        var day = new SegmentDay();
        var lanes = reader.ReadCount(2 * (SegmentGrid.MaxExponent + 1), 1 + 2 + LaneDay.SpeedClasses);
        for (var i = 0; i < lanes; i++)
        {
            var key = reader.ReadByte();
            var lane = new LaneDay();
            if ((key & 0x0E) != 0 || key >> 4 > SegmentGrid.MaxExponent || !day._lanes.TryAdd(key, lane))
                throw ByteReader.Bad("a lane is unknown or named twice");
            lane.ReadSums(ref reader);
            var vehicles = reader.ReadInt(LaneDay.RecentVehicles);
            for (var j = 0; j < vehicles; j++)
            {
                var pseudonym = reader.ReadUInt64();
                if (!lane.Vehicles.TryAdd(pseudonym, VehicleDay.Read(ref reader)))
                    throw ByteReader.Bad("a vehicle is named twice");
            }
        }

        return day;
    }

    private LaneDay LaneOf(byte key)
    {
        if (!_lanes.TryGetValue(key, out var lane))
            _lanes.Add(key, lane = new LaneDay());
        return lane;
    }

    private static byte KeyOf(TravelDirection direction, SegmentGrid grid) => (byte)((int)direction | (grid.Exponent << 4));

    private static byte[] Encode(ulong pseudonym, VehicleDay vehicle)
    {
        var writer = new ByteWriter();
        writer.WriteUInt64(pseudonym);
        vehicle.Write(writer);
        return writer.ToArray();
    }

    private static byte[] Join(List<EncodedLane> lanes)
    {
        var writer = new ByteWriter();
        writer.WriteVarint(lanes.Count);
        foreach (var lane in lanes)
        {
            writer.WriteByte(lane.Key);
            lane.Sums.WriteSums(writer);
            writer.WriteVarint(lane.Vehicles.Count);
            foreach (var vehicle in lane.Vehicles)
                writer.WriteBytes(vehicle);
        }

        return writer.ToArray();
    }

    private sealed record EncodedLane(byte Key, LaneDay Sums)
    {
        public List<byte[]> Vehicles { get; } = [];
    }
}
