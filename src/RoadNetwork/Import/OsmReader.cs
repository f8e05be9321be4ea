namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// Reads one OSM file in passes, element by element, in memory that does not grow with the file. Not safe for use by more
/// than one thread: an instance remembers from the first pass what later passes may skip.
/// </summary>
internal abstract class OsmReader
{
    /// <summary>Hands over every way that has a <c>highway</c> tag and every relation <c>type=restriction</c>, in the file's order.</summary>
    /// <exception cref="OsmFormatException">The file cannot be read.</exception>
    public abstract void ReadWays(MeteredStream stream, Action<OsmWay> visitWay, Action<OsmRelation> visitRestriction);

    /// <summary>Hands over every node that the sink wants, in the file's order.</summary>
    /// <exception cref="OsmFormatException">The file cannot be read.</exception>
    public abstract void ReadNodes(MeteredStream stream, IOsmNodeSink sink);

    /// <summary>The reader of a file, by its content; the name decides only where the content says nothing.</summary>
    /// <exception cref="OsmFormatException">The file is empty or of another format.</exception>
    public static OsmReader For(OsmSource source)
    {
        using var stream = source.Open();
        Span<byte> start = stackalloc byte[OsmFormatDetection.BytesNeeded];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return OsmFormatDetection.Detect(source.Name, start[..length]) == OsmFormat.Pbf
            ? new Pbf.PbfReader(source.Name)
            : new Xml.XmlOsmReader(source.Name);
    }
}
