using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The payload of a contribution to a cell: a piece of a drive off the network. Layout (varints unless said otherwise):
/// version byte 1; vehicle pseudonym, 8 bytes; fleet, 4 bytes; a byte of bit 0 begins at a road, bit 1 ends at a road; number
/// of points; then zigzag steps of longitude and latitude in 1e-6 degrees (0.11 m), the first from (0, 0).
/// </summary>
internal sealed record CellTrack
{
    /// <summary>Points of a piece: 1 km of cell at 10 m and some more.</summary>
    public const int MostPoints = 200;

    /// <summary>Positions are kept in steps of this many 1e-7 degrees.</summary>
    public const int StepE7 = 10;

    private const byte Version = 1;
    private const int LargestLon = 1_800_000_000 / StepE7;
    private const int LargestLat = 900_000_000 / StepE7;

    /// <summary>The vehicle's pseudonym in the cell, its upper 64 bits.</summary>
    public required ulong Vehicle { get; init; }

    public required uint Fleet { get; init; }

    /// <summary>True where the piece begins where the drive left a road, rather than at a cut.</summary>
    public required bool LeavesRoad { get; init; }

    /// <summary>True where the piece ends where the drive came back to a road.</summary>
    public required bool JoinsRoad { get; init; }

    /// <summary>2 to 200 positions in the order driven, rounded to the step.</summary>
    public required IReadOnlyList<GeoPoint> Points { get; init; }

    public byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.WriteByte(Version);
        writer.WriteUInt64(Vehicle);
        writer.WriteUInt32(Fleet);
        writer.WriteByte((byte)((LeavesRoad ? 1 : 0) | (JoinsRoad ? 2 : 0)));
        writer.WriteVarint(Points.Count);
        var (lon, lat) = (0, 0);
        foreach (var point in Points)
        {
            writer.WriteZigzag(point.LonE7 / StepE7 - lon);
            writer.WriteZigzag(point.LatE7 / StepE7 - lat);
            (lon, lat) = (point.LonE7 / StepE7, point.LatE7 / StepE7);
        }

        return writer.ToArray();
    }

    /// <exception cref="EvidenceFormatException">The bytes are not such a payload.</exception>
    public static CellTrack Decode(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        if (reader.ReadByte() != Version)
            throw ByteReader.Bad("a contribution is of another version");
        var (vehicle, fleet, flags) = (reader.ReadUInt64(), reader.ReadUInt32(), reader.ReadByte());
        if (flags > 3)
            throw ByteReader.Bad("a contribution's flags are unknown");
        var points = new GeoPoint[reader.ReadCount(MostPoints, 2)];
        if (points.Length < 2)
            throw ByteReader.Bad("a track has fewer than two points");
        var (lon, lat) = (0L, 0L);
        for (var i = 0; i < points.Length; i++)
        {
            lon += reader.ReadZigzag(2 * LargestLon);
            lat += reader.ReadZigzag(2 * LargestLat);
            if (Math.Abs(lon) > LargestLon || Math.Abs(lat) > LargestLat)
                throw ByteReader.Bad("a position is off the planet");
            points[i] = new GeoPoint((int)lon * StepE7, (int)lat * StepE7);
        }

        reader.ExpectEnd();
        return new CellTrack
        {
            Vehicle = vehicle, Fleet = fleet, LeavesRoad = (flags & 1) != 0, JoinsRoad = (flags & 2) != 0, Points = points,
        };
    }
}
