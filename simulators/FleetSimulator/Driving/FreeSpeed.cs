using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>The speed that a limit leaves to a driver.</summary>
internal static class FreeSpeed
{
    private const double UnlimitedMps = 130 / 3.6;

    /// <summary>m/s; 130 km/h where there is no number.</summary>
    public static double Of(SpeedLimit limit) => limit.ValueKmh is { } kmh ? kmh / 3.6 : UnlimitedMps;
}
