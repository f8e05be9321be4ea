using System.Buffers.Binary;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Tells the format of an extract by its first bytes, with the name as a hint where they say nothing.</summary>
internal static class OsmFormatDetection
{
    /// <summary>How many leading bytes are looked at.</summary>
    public const int BytesNeeded = 32;

    // A BlobHeader whose first field, the type, is OSMHeader.
    private static ReadOnlySpan<byte> PbfType => "\n\u0009OSMHeader"u8;

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="OsmFormatException">The file is empty or of another format.</exception>
    public static OsmFormat Detect(string name, ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            throw OsmFormatException.InFile(name, "the file is empty");
        if (start.Length >= 4 + PbfType.Length && start[4..].StartsWith(PbfType))
            return OsmFormat.Pbf;
        if (IsXml(start))
            return OsmFormat.Xml;
        if (ForeignFormat(start) is { } foreign)
            throw OsmFormatException.InFile(name, $"this is {foreign}, not an .osm.pbf or .osm file");
        // A damaged start of what the name calls PBF is reported by the reader, with its block; anything XML that is not
        // UTF-8 likewise.
        if (name.EndsWith(".pbf", StringComparison.OrdinalIgnoreCase))
            return OsmFormat.Pbf;
        if (name.EndsWith(".osm", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            return OsmFormat.Xml;
        throw OsmFormatException.InFile(name, "neither the content nor the name is that of an .osm.pbf or .osm file");
    }

    private static bool IsXml(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Utf8Mark))
            start = start[Utf8Mark.Length..];
        return start.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }

    private static string? ForeignFormat(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "a gzip archive (unpack it first)"
        : start.StartsWith("BZh"u8) ? "a bzip2 archive (unpack it first)"
        : start.StartsWith((ReadOnlySpan<byte>)[0xFD, .. "7zXZ"u8]) ? "an xz archive (unpack it first)"
        : start.StartsWith("PK\u0003\u0004"u8) ? "a zip archive (unpack it first)"
        : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xE0]) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFF, 0xE0]) ? "an o5m file"
        : start.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(start) == 0x53514C69 ? "an SQLite database"
        : null;
}
