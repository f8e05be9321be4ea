using Google.Protobuf;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.FleetSimulator.OsmFiles;

/// <summary>The string table of a block that is being written.</summary>
internal sealed class PbfStringTable
{
    private readonly Dictionary<string, uint> _indices = new(StringComparer.Ordinal);

    /// <summary>The texts; the first is empty, as the format wants it.</summary>
    public StringTable Table { get; } = new() { S = { ByteString.Empty } };

    /// <summary>The index of a text, which is added where it is not there.</summary>
    public uint IndexOf(string text)
    {
        if (!_indices.TryGetValue(text, out var index))
        {
            _indices.Add(text, index = (uint)Table.S.Count);
            Table.S.Add(ByteString.CopyFromUtf8(text));
        }

        return index;
    }
}
