using System.Runtime.InteropServices;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Model;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>One segment within a cell.</summary>
internal static class SegmentEncoding
{
    private const int MaxLonE7 = 1_800_000_000;
    private const int MaxLatE7 = 900_000_000;

    [Flags]
    private enum Marks : byte
    {
        None = 0,
        Link = 1,
        Roundabout = 2,
        Forward = 4,
        Backward = 8,
        BlockedAtFrom = 16,
        BlockedAtTo = 32,
        Details = 64,
        All = 127,
    }

    /// <summary>Writes a segment.</summary>
    public static void Write(CompactWriter writer, RoadSegment segment, TextTable texts)
    {
        var hasDetails = DetailEncoding.Has(segment);
        writer.Fixed64(segment.Id.Value);
        writer.ZigZag(segment.OsmWayId);
        writer.ZigZag(segment.OsmFromNodeId);
        // Nodes of one way were often made one after the other.
        writer.ZigZag(unchecked(segment.OsmToNodeId - segment.OsmFromNodeId));
        writer.Varint((ulong)segment.Ordinal);
        writer.Byte((byte)segment.Class);
        writer.Byte((byte)(MarksOf(segment) | (hasDetails ? Marks.Details : Marks.None)));
        LimitEncoding.Write(writer, segment.ForwardLimit);
        LimitEncoding.Write(writer, segment.BackwardLimit);
        writer.Varint((ulong)texts[segment.Name]);
        // Stored, not computed again: sine and cosine may differ in the last bit from one machine to the next.
        writer.Fixed64(BitConverter.DoubleToUInt64Bits(segment.LengthM));
        writer.Varint((ulong)segment.Line.Length);
        var previous = default(GeoPoint);
        foreach (var point in segment.Line)
        {
            writer.ZigZag((long)point.LonE7 - previous.LonE7);
            writer.ZigZag((long)point.LatE7 - previous.LatE7);
            previous = point;
        }

        if (hasDetails)
            DetailEncoding.Write(writer, segment, texts);
    }

    /// <summary>Reads a segment.</summary>
    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes.</exception>
    public static RoadSegment Read(ref CompactReader reader, ReadOnlySpan<string?> texts)
    {
        var id = new SegmentId(reader.Fixed64());
        var way = reader.ZigZag();
        var from = reader.ZigZag();
        var to = unchecked(from + reader.ZigZag());
        var ordinal = reader.Int(int.MaxValue);
        var roadClass = (RoadClass)reader.Byte();
        var marks = (Marks)reader.Byte();
        if (!Enum.IsDefined(roadClass) || (marks & ~Marks.All) != 0 || (marks & (Marks.Forward | Marks.Backward)) == 0)
            throw new FormatException($"segment {id} has an unknown class or mark");
        var segment = new RoadSegment
        {
            Id = id,
            OsmWayId = way,
            OsmFromNodeId = from,
            OsmToNodeId = to,
            Ordinal = ordinal,
            Class = roadClass,
            IsLink = marks.HasFlag(Marks.Link),
            IsRoundabout = marks.HasFlag(Marks.Roundabout),
            ForwardAllowed = marks.HasFlag(Marks.Forward),
            BackwardAllowed = marks.HasFlag(Marks.Backward),
            BlockedAtFrom = marks.HasFlag(Marks.BlockedAtFrom),
            BlockedAtTo = marks.HasFlag(Marks.BlockedAtTo),
            ForwardLimit = LimitEncoding.Read(ref reader),
            BackwardLimit = LimitEncoding.Read(ref reader),
            Name = texts[reader.Int(texts.Length - 1)],
            LengthM = ReadLength(ref reader, id),
            Line = ImmutableCollectionsMarshal.AsImmutableArray(ReadLine(ref reader, id)),
        };
        return marks.HasFlag(Marks.Details) ? DetailEncoding.Read(ref reader, segment, texts) : segment;
    }

    private static Marks MarksOf(RoadSegment segment) =>
        (segment.IsLink ? Marks.Link : 0) | (segment.IsRoundabout ? Marks.Roundabout : 0) |
        (segment.ForwardAllowed ? Marks.Forward : 0) | (segment.BackwardAllowed ? Marks.Backward : 0) |
        (segment.BlockedAtFrom ? Marks.BlockedAtFrom : 0) | (segment.BlockedAtTo ? Marks.BlockedAtTo : 0);

    private static double ReadLength(ref CompactReader reader, SegmentId id)
    {
        var lengthM = BitConverter.UInt64BitsToDouble(reader.Fixed64());
        return double.IsFinite(lengthM) && lengthM > 0 ? lengthM : throw new FormatException($"segment {id} has no length");
    }

    private static GeoPoint[] ReadLine(ref CompactReader reader, SegmentId id)
    {
        // A point takes at least two bytes.
        var line = new GeoPoint[reader.Int(reader.Left / 2)];
        long lon = 0, lat = 0;
        for (var i = 0; i < line.Length; i++)
        {
            lon = unchecked(lon + reader.ZigZag());
            lat = unchecked(lat + reader.ZigZag());
            if (lon is < -MaxLonE7 or > MaxLonE7 || lat is < -MaxLatE7 or > MaxLatE7)
                throw new FormatException($"segment {id} leaves the planet");
            line[i] = new GeoPoint((int)lon, (int)lat);
        }

        return line.Length >= 2 ? line : throw new FormatException($"segment {id} has fewer than two positions");
    }
}
