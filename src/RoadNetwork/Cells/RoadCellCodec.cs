using System.Runtime.InteropServices;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Model;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>
/// Cells as bytes: a sealed envelope (<c>RDCL</c>, version 2) around cell, texts in ordinal order, segments in order of id and
/// turn restrictions, numbers as varints, positions as differences. Equal cells give equal bytes. Pure; safe to call from any thread.
/// </summary>
public static class RoadCellCodec
{
    private const string What = "base-map cell";
    private const byte Version = 2;

    private static ReadOnlySpan<byte> Magic => "RDCL"u8;

    /// <summary>The bytes of a cell; they end with their checksum.</summary>
    /// <exception cref="ArgumentException">Segments or turn restrictions are not in order, or one is there twice.</exception>
    public static byte[] Encode(RoadCell cell)
    {
        var writer = SealedBytes.Begin(Magic, Version);
        writer.ZigZag(cell.Cell.Row);
        writer.ZigZag(cell.Cell.Column);
        var texts = new TextTable(cell);
        texts.Write(writer);
        writer.Varint((ulong)cell.Segments.Length);
        for (var i = 0; i < cell.Segments.Length; i++)
        {
            var segment = cell.Segments[i];
            if (i > 0 && cell.Segments[i - 1].Id.CompareTo(segment.Id) >= 0)
                throw new ArgumentException($"Segment {segment.Id} is out of order.", nameof(cell));
            SegmentEncoding.Write(writer, segment, texts);
        }

        RestrictionEncoding.Write(writer, cell.TurnRestrictions, texts);
        return SealedBytes.Seal(writer);
    }

    /// <summary>The cell that <see cref="Encode"/> was given.</summary>
    /// <exception cref="BaseMapFormatException">The bytes are not exactly what <see cref="Encode"/> writes.</exception>
    public static RoadCell Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(SealedBytes.Open(What, Magic, Version, bytes));
        try
        {
            return Read(ref reader);
        }
        catch (FormatException fault) when (fault is not BaseMapFormatException)
        {
            throw new BaseMapFormatException(What, fault.Message, fault);
        }
    }

    /// <summary>The checksum of an encoded cell.</summary>
    public static Hash128 ChecksumOf(ReadOnlySpan<byte> encoded) => SealedBytes.ChecksumOf(encoded);

    private static RoadCell Read(ref CompactReader reader)
    {
        var cell = new CellId((int)reader.ZigZag(), (int)reader.ZigZag());
        var texts = TextTable.Read(ref reader);

        // A segment takes more than a byte, so that a hostile count cannot ask for more memory than was sent.
        var segments = new RoadSegment[reader.Int(reader.Left)];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = SegmentEncoding.Read(ref reader, texts);
            if (i > 0 && segments[i - 1].Id.CompareTo(segments[i].Id) >= 0)
                throw new FormatException($"segment {segments[i].Id} is out of order");
        }

        var restrictions = RestrictionEncoding.Read(ref reader, texts);
        return reader.Left == 0
            ? new RoadCell(cell, ImmutableCollectionsMarshal.AsImmutableArray(segments)) { TurnRestrictions = restrictions }
            : throw new FormatException($"{reader.Left} bytes are left over");
    }
}
