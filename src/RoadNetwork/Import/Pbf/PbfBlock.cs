namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>One block of a PBF file: where it is and what its header says.</summary>
/// <param name="FileName">For messages.</param>
/// <param name="Number">Counted from 1, the file's header.</param>
/// <param name="Offset">Where the block begins, in bytes from the start of the file.</param>
/// <param name="Type"><c>OSMHeader</c> or <c>OSMData</c>.</param>
/// <param name="DataSize">Serialised length of the blob behind the header.</param>
internal readonly record struct PbfBlock(string FileName, int Number, long Offset, string Type, int DataSize)
{
    public OsmFormatException Error(string problem, Exception? inner = null) =>
        OsmFormatException.InBlock(FileName, Number, Offset, problem, inner);
}
