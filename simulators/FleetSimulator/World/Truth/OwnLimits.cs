using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.World.Truth;

/// <summary>
/// What a true world has beyond the tags of its source: conditional limits, and limits that begin between two junctions. From a
/// generator of its own, so that it changes nothing about other chances.
/// </summary>
internal static class OwnLimits
{
    private const double ShortestInnerM = 300;

    /// <summary>The road with a conditional limit in both directions, or as it is.</summary>
    public static RoadSegment WithConditional(RoadSegment road, double share, ulong seed)
    {
        var random = new SimulationRandom(SimulationRandom.Derive(seed ^ 0xC0, road.Id.Value));
        if (!road.ConditionalLimits.IsEmpty || !random.Chance(share) || Usual(road, random) is not var (limit, condition))
            return road;
        return road with
        {
            ConditionalLimits =
            [
                new ConditionalLimit(TravelDirection.Forward, limit, condition),
                new ConditionalLimit(TravelDirection.Backward, limit, condition),
            ],
        };
    }

    /// <summary>Another limit on the farther part of the road in one direction; null on most.</summary>
    public static InnerLimit? Within(RoadSegment road, double share, ulong seed)
    {
        var random = new SimulationRandom(SimulationRandom.Derive(seed ^ 0x11, road.Id.Value));
        if (road.LengthM < ShortestInnerM || !random.Chance(share))
            return null;
        var direction = road.ForwardAllowed ? TravelDirection.Forward : TravelDirection.Backward;
        return road.LimitIn(direction) is { Kind: SpeedLimitKind.Value } plain
            ? new InnerLimit(road.Id, direction, road.LengthM * random.Between(0.35, 0.65), PlausibleLimits.OtherThan(plain, random))
            : null;
    }

    // As usual in Germany: quiet at night in town, slower in the wet outside, slower by a school on school days.
    private static (SpeedLimit Limit, string Condition)? Usual(RoadSegment road, SimulationRandom random)
    {
        if (road.ForwardLimit is not { Kind: SpeedLimitKind.Value } plain || plain.Unit != SpeedUnit.Kmh)
            return null;
        return plain.Value switch
        {
            >= 100 => (SpeedLimit.Kmh(80), "wet"),
            >= 50 when road.Class <= RoadClass.Tertiary && random.Chance(0.5) => (SpeedLimit.Kmh(30), "22:00-06:00"),
            50 => (SpeedLimit.Kmh(30), "Mo-Fr 07:00-17:00"),
            _ => null,
        };
    }
}
