using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>A limit or none: 0 none, 1 km/h and 2 mph with a byte for the value, 3 unlimited, 4 variable.</summary>
internal static class LimitEncoding
{
    public static void Write(CompactWriter writer, SpeedLimit? limit)
    {
        writer.Byte(limit switch
        {
            null => 0,
            { Kind: SpeedLimitKind.Value, Unit: SpeedUnit.Kmh } => 1,
            { Kind: SpeedLimitKind.Value } => 2,
            { Kind: SpeedLimitKind.None } => 3,
            _ => 4,
        });
        if (limit is { Kind: SpeedLimitKind.Value, Value: var value })
            writer.Byte((byte)value);
    }

    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes.</exception>
    public static SpeedLimit? Read(ref CompactReader reader) => reader.Byte() switch
    {
        0 => null,
        1 => SpeedLimit.Kmh(ReadValue(ref reader)),
        2 => SpeedLimit.Mph(ReadValue(ref reader)),
        3 => SpeedLimit.Unlimited,
        4 => SpeedLimit.Variable,
        var kind => throw new FormatException($"a limit is of kind {kind}"),
    };

    private static int ReadValue(ref CompactReader reader)
    {
        int value = reader.Byte();
        return value is >= 1 and <= 250 ? value : throw new FormatException($"a limit is {value}");
    }
}
