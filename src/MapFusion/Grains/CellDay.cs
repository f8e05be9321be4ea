using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// A day's evidence of a cell: tracks of the vehicles with the smallest pseudonyms, a few of each, those of the most
/// bytes. Layout of a slice: number of vehicles and for each its pseudonym (8 bytes, ascending), number of tracks, and for
/// each its length and its <see cref="CellTrack"/>.
/// </summary>
internal sealed class CellDay : IDayEvidence<CellDay>
{
    /// <summary>Vehicles kept of each of the last 7 days.</summary>
    public const int RecentVehicles = 32;

    /// <summary>Vehicles kept of older days.</summary>
    public const int OldVehicles = 8;

    /// <summary>Tracks kept of one vehicle in a day.</summary>
    public const int MostTracks = 4;

    private const int MaxTrackBytes = 4_096;

    private readonly SortedList<ulong, SortedSet<byte[]>> _vehicles = [];

    /// <summary>How many vehicles a day of this age keeps.</summary>
    public static int Capacity(int ageDays) => ageDays < LaneDay.RecentDays ? RecentVehicles : OldVehicles;

    /// <summary>Every track kept, by pseudonym, then by bytes.</summary>
    public IEnumerable<CellTrack> Tracks => _vehicles.Values.SelectMany(tracks => tracks).Select(bytes => CellTrack.Decode(bytes));

    public static CellDay Empty() => new();

    public static void Validate(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxTrackBytes)
            throw ByteReader.Bad("a track is too long");
        CellTrack.Decode(payload);
    }

    public void Add(int hour, ReadOnlySpan<byte> payload) => Add(CellTrack.Decode(payload).Vehicle, payload.ToArray());

    public void Merge(CellDay other)
    {
        foreach (var (vehicle, tracks) in other._vehicles)
            foreach (var track in tracks)
                Add(vehicle, track);
    }

    public void Trim(int ageDays) => TrimTo(Capacity(ageDays));

    public IReadOnlyList<byte[]> Encode(int maxBytes)
    {
        var slices = new List<byte[]>();
        var slice = new List<byte[]>();
        foreach (var (vehicle, tracks) in _vehicles)
        {
            var bytes = Encode(vehicle, tracks);
            if (slice.Count > 0 && slice.Sum(other => other.Length) + bytes.Length > maxBytes)
            {
                slices.Add(Join(slice));
                slice.Clear();
            }

            slice.Add(bytes);
        }

        if (slice.Count > 0)
            slices.Add(Join(slice));
        return slices;
    }

    public static CellDay Decode(ref ByteReader reader)
    {
        var day = new CellDay();
        var vehicles = reader.ReadCount(RecentVehicles, 10);
        for (var i = 0; i < vehicles; i++)
        {
            var vehicle = reader.ReadUInt64();
            var tracks = reader.ReadCount(MostTracks, 2);
            for (var j = 0; j < tracks; j++)
            {
                var track = reader.Take(reader.ReadInt(MaxTrackBytes)).ToArray();
                if (CellTrack.Decode(track).Vehicle != vehicle)
                    throw ByteReader.Bad("a track is of another vehicle");
                day.Add(vehicle, track);
            }
        }

        return day;
    }

    private void Add(ulong vehicle, byte[] track)
    {
        if (!_vehicles.TryGetValue(vehicle, out var tracks))
        {
            if (_vehicles.Count >= RecentVehicles && vehicle > _vehicles.GetKeyAtIndex(_vehicles.Count - 1))
                return;
            _vehicles.Add(vehicle, tracks = new SortedSet<byte[]>(ByteOrder.Instance));
            TrimTo(RecentVehicles);
        }

        tracks.Add(track);
        if (tracks.Count > MostTracks)
            tracks.Remove(tracks.Max!);
    }

    private void TrimTo(int capacity)
    {
        while (_vehicles.Count > capacity)
            _vehicles.RemoveAt(_vehicles.Count - 1);
    }

    private static byte[] Encode(ulong vehicle, SortedSet<byte[]> tracks)
    {
        var writer = new ByteWriter();
        writer.WriteUInt64(vehicle);
        writer.WriteVarint(tracks.Count);
        foreach (var track in tracks)
        {
            writer.WriteVarint(track.Length);
            writer.WriteBytes(track);
        }

        return writer.ToArray();
    }

    private static byte[] Join(List<byte[]> vehicles)
    {
        var writer = new ByteWriter();
        writer.WriteVarint(vehicles.Count);
        foreach (var vehicle in vehicles)
            writer.WriteBytes(vehicle);
        return writer.ToArray();
    }

    // Longer tracks come first: of a vehicle's many pieces they say most. Ties by the bytes.
    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static ByteOrder Instance { get; } = new();

        public int Compare(byte[]? x, byte[]? y)
        {
            var byLength = y!.Length.CompareTo(x!.Length);
            return byLength != 0 ? byLength : x.AsSpan().SequenceCompareTo(y);
        }
    }
}
