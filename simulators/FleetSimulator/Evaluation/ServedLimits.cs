using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>Reads the speed limits that the map API serves.</summary>
public static class ServedLimits
{
    /// <summary>False for a limit that holds under a condition: no vehicle is judged by it.</summary>
    public static bool HoldsAlways(JsonElement properties) => properties.GetProperty("conditions").GetArrayLength() == 0;

    /// <summary>A limit of its feature's properties.</summary>
    /// <exception cref="InvalidDataException">They are not those of a speed limit.</exception>
    public static PublishedLimit Read(JsonElement properties)
    {
        if (!SegmentId.TryParse(properties.GetProperty("segment_id").GetString(), out var segment))
            throw new InvalidDataException("A speed limit names no segment.");
        return new PublishedLimit(
            segment,
            properties.GetProperty("direction").ValueEquals("forward") ? TravelDirection.Forward : TravelDirection.Backward,
            properties.GetProperty("from_m").GetDouble(),
            properties.GetProperty("to_m").GetDouble(),
            LimitOf(properties),
            // Also where vehicles confirm the tag: they have had their say.
            properties.GetProperty("source").ValueEquals("learned") || properties.TryGetProperty("vehicles", out _));
    }

    private static SpeedLimit LimitOf(JsonElement properties)
    {
        if (properties.TryGetProperty("kind", out var kind))
            return kind.ValueEquals("none") ? SpeedLimit.Unlimited : SpeedLimit.Variable;
        var value = properties.GetProperty("value").GetInt32();
        return properties.GetProperty("unit").ValueEquals("mph") ? SpeedLimit.Mph(value) : SpeedLimit.Kmh(value);
    }
}
