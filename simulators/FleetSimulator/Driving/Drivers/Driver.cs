using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Driving.Drivers;

/// <summary>How one vehicle is driven, for all its trips; after the Intelligent Driver Model's parameters (Treiber et al. 2000).</summary>
/// <param name="Kind">What the rest is drawn from.</param>
/// <param name="SpeedFactor">The share of the limit that is driven on a free road.</param>
/// <param name="TopSpeedMps">Never faster than this.</param>
/// <param name="AccelerationMps2">The strongest acceleration.</param>
/// <param name="BrakingMps2">Braking that is felt to be comfortable.</param>
/// <param name="HeadwayS">Time kept to the car in front.</param>
/// <param name="GapM">Distance kept to it when standing.</param>
/// <param name="LengthM">The vehicle's length.</param>
/// <param name="Lane">The lane liked best where there are several, 0 the rightmost.</param>
internal sealed record Driver(
    DriverKind Kind, double SpeedFactor, double TopSpeedMps, double AccelerationMps2, double BrakingMps2, double HeadwayS,
    double GapM, double LengthM, int Lane)
{
    private const double CarM = 4.6;
    private const double FastestCarMps = 160 / 3.6;
    private const double FastestLorryMps = 90 / 3.6;

    public static Driver Draw(DriverMix mix, SimulationRandom random) => mix.Draw(random) switch
    {
        DriverKind.Calm => new Driver(
            DriverKind.Calm, random.Between(0.84, 0.95), random.Between(27, 36), random.Between(0.9, 1.3),
            random.Between(1.2, 1.6), random.Between(1.6, 2.2), random.Between(2, 3), CarM, 0),
        DriverKind.Average => new Driver(
            DriverKind.Average, random.Between(0.94, 1.05), random.Between(33, 39), random.Between(1.2, 1.8),
            random.Between(1.6, 2.0), random.Between(1.2, 1.7), random.Between(1.8, 2.5), CarM, random.Below(2)),
        DriverKind.Brisk => new Driver(
            DriverKind.Brisk, random.Between(1.03, 1.14), FastestCarMps, random.Between(1.7, 2.4),
            random.Between(1.9, 2.4), random.Between(0.9, 1.3), random.Between(1.5, 2), CarM, 1 + random.Below(2)),
        _ => new Driver(
            DriverKind.Lorry, random.Between(0.88, 0.98), FastestLorryMps, random.Between(0.5, 0.9),
            random.Between(1.2, 1.6), random.Between(1.5, 2.2), random.Between(2, 3), random.Between(6.5, 12), 0),
    };
}
