using System.Globalization;

namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// An OSM file is corrupt, truncated, oversized, of another format, or needs a feature that is not supported. Says where;
/// nothing was imported.
/// </summary>
public sealed class OsmFormatException : FormatException
{
    private OsmFormatException(string message, string problem, Exception? inner)
        : base(message, inner) => Problem = problem;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>The block of a PBF file, counted from 1 (the file's header); null for other formats.</summary>
    public int? Block { get; private init; }

    /// <summary>Where that block begins, in bytes from the start of the file; null for other formats.</summary>
    public long? ByteOffset { get; private init; }

    /// <summary>The line of an XML file, counted from 1; null for other formats.</summary>
    public int? Line { get; private init; }

    internal static OsmFormatException InFile(string name, string problem, Exception? inner = null) =>
        new($"{name}: {problem}.", problem, inner);

    internal static OsmFormatException InBlock(string name, int block, long offset, string problem, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}: block {block} at byte {offset}: {problem}."), problem, inner)
        {
            Block = block,
            ByteOffset = offset,
        };

    internal static OsmFormatException InLine(string name, int line, string problem, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}: line {line}: {problem}."), problem, inner) { Line = line };
}
