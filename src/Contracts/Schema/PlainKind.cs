using Google.Protobuf;

namespace Telemetry.Contracts.Schema;

/// <summary>How to step over a single number: its wire type and one.</summary>
internal enum PlainKind : byte
{
    /// <summary>Not a single number, or not known.</summary>
    None = 0,

    Varint = (int)WireFormat.WireType.Varint + 1,
    Fixed64 = (int)WireFormat.WireType.Fixed64 + 1,
    Fixed32 = (int)WireFormat.WireType.Fixed32 + 1,
}
