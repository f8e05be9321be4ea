using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.World;

/// <summary>Limits that one may take for another: the usual values of a unit near to a given one.</summary>
internal static class PlausibleLimits
{
    private static readonly int[] Kmh = [10, 20, 30, 40, 50, 60, 70, 80, 100, 120, 130];
    private static readonly int[] Mph = [10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70];
    private const int Reach = 3;

    /// <summary>Another limit of the same unit, at most three usual values away.</summary>
    public static SpeedLimit OtherThan(SpeedLimit limit, SimulationRandom random)
    {
        if (limit.Kind != SpeedLimitKind.Value)
            return SpeedLimit.Kmh(random.Chance(0.5) ? 100 : 120);
        var values = limit.Unit == SpeedUnit.Mph ? Mph : Kmh;
        var nearest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (Math.Abs(values[i] - limit.Value) < Math.Abs(values[nearest] - limit.Value))
                nearest = i;
        }

        while (true)
        {
            var other = Math.Clamp(nearest + random.Below(2 * Reach + 1) - Reach, 0, values.Length - 1);
            if (values[other] != limit.Value)
                return limit.Unit == SpeedUnit.Mph ? SpeedLimit.Mph(values[other]) : SpeedLimit.Kmh(values[other]);
        }
    }
}
