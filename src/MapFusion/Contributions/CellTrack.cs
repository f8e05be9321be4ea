using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Wire;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The payload of a contribution to a cell: a piece of a drive off the network. Layout (varints unless said otherwise):
/// version byte 2; vehicle pseudonym, 8 bytes; fleet, 4 bytes; a byte of bit 0 begins at a road, bit 1 ends at a road; number
/// of points; for each zigzag steps of longitude and latitude in 1e-6 degrees (0.11 m), the first from (0, 0), and a byte of the
/// heading in steps of 2 degrees, 255 where it is unknown.
/// </summary>
internal sealed record CellTrack
{
    /// <summary>Points of a piece: 1 km of cell at 10 m and some more.</summary>
    public const int MostPoints = 200;

    /// <summary>Positions are kept in steps of this many 1e-7 degrees.</summary>
    public const int StepE7 = 10;

    /// <summary>Degrees in a step of heading.</summary>
    public const int HeadingStepDeg = 2;

    /// <summary>The heading of a point where it is unknown.</summary>
    public const byte NoHeading = byte.MaxValue;

    private const int HeadingSteps = 360 / HeadingStepDeg;
    private const float SlowestWithHeadingMps = 1.5f;
    private const byte Version = 2;
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

    /// <summary>The vehicle's heading at each point, clockwise from north in steps of 2 degrees, or <see cref="NoHeading"/>.</summary>
    public required IReadOnlyList<byte> Headings { get; init; }

    public byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.WriteByte(Version);
        writer.WriteUInt64(Vehicle);
        writer.WriteUInt32(Fleet);
        writer.WriteByte((byte)((LeavesRoad ? 1 : 0) | (JoinsRoad ? 2 : 0)));
        writer.WriteVarint(Points.Count);
        var (lon, lat) = (0, 0);
        for (var i = 0; i < Points.Count; i++)
        {
            var point = Points[i];
            writer.WriteZigzag(point.LonE7 / StepE7 - lon);
            writer.WriteZigzag(point.LatE7 / StepE7 - lat);
            writer.WriteByte(Headings[i]);
            (lon, lat) = (point.LonE7 / StepE7, point.LatE7 / StepE7);
        }

        return writer.ToArray();
    }

    /// <summary>A heading in degrees as it is kept; unknown where it is not a number or the vehicle too slow to have one.</summary>
    public static byte HeadingOf(float headingDeg, float speedMps) =>
        !float.IsFinite(headingDeg) || speedMps < SlowestWithHeadingMps
            ? NoHeading
            : (byte)((int)Math.Round(Sphere.Normalized(headingDeg) / HeadingStepDeg, MidpointRounding.AwayFromZero) % HeadingSteps);

    /// <exception cref="EvidenceFormatException">The bytes are not such a payload.</exception>
    public static CellTrack Decode(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        if (reader.ReadByte() != Version)
            throw ByteReader.Bad("a contribution is of another version");
        var (vehicle, fleet, flags) = (reader.ReadUInt64(), reader.ReadUInt32(), reader.ReadByte());
        if (flags > 3)
            throw ByteReader.Bad("a contribution's flags are unknown");
        var points = new GeoPoint[reader.ReadCount(MostPoints, 3)];
        if (points.Length < 2)
            throw ByteReader.Bad("a track has fewer than two points");
        var headings = new byte[points.Length];
        var (lon, lat) = (0L, 0L);
        for (var i = 0; i < points.Length; i++)
        {
            lon += reader.ReadZigzag(2 * LargestLon);
            lat += reader.ReadZigzag(2 * LargestLat);
            if (Math.Abs(lon) > LargestLon || Math.Abs(lat) > LargestLat)
                throw ByteReader.Bad("a position is off the planet");
            points[i] = new GeoPoint((int)lon * StepE7, (int)lat * StepE7);
            headings[i] = reader.ReadByte();
            if (headings[i] >= HeadingSteps && headings[i] != NoHeading)
                throw ByteReader.Bad("a heading is more than a full turn");
        }

        reader.ExpectEnd();
        return new CellTrack
        {
            Vehicle = vehicle, Fleet = fleet, LeavesRoad = (flags & 1) != 0, JoinsRoad = (flags & 2) != 0, Points = points,
            Headings = headings,
        };
    }
}
