using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>What a fleet's vehicles are used for. Weights, 0 or more; only their ratio matters. Every vehicle keeps its use.</summary>
public sealed record TripMix
{
    /// <summary>Vehicles that are on the road nearly all the time: one short trip after the other.</summary>
    public static TripMix OnlyTaxis { get; } = new() { Commuters = 0, Errands = 0, LongDistance = 0, Taxis = 1 };

    /// <summary>To work and back on workdays, mostly the same way at the same hour; 0.5 by default.</summary>
    public double Commuters { get; init; } = 0.5;

    /// <summary>A short trip, some hours at the roadside, the next one; not at night; 0.35 by default.</summary>
    public double Errands { get; init; } = 0.35;

    /// <summary>Across the whole map, on fast roads where there are any; 0.05 by default.</summary>
    public double LongDistance { get; init; } = 0.05;

    /// <summary>One short trip after the other; 0.1 by default.</summary>
    public double Taxis { get; init; } = 0.1;

    /// <summary>True where no weight is negative and one is not 0.</summary>
    internal bool IsValid => Commuters >= 0 && Errands >= 0 && LongDistance >= 0 && Taxis >= 0 && Sum > 0 && double.IsFinite(Sum);

    private double Sum => Commuters + Errands + LongDistance + Taxis;

    internal TripPurpose Draw(SimulationRandom random)
    {
        var at = random.NextDouble() * Sum;
        return at < Commuters ? TripPurpose.Commute
            : at < Commuters + Errands ? TripPurpose.Errand
            : at < Commuters + Errands + LongDistance ? TripPurpose.LongDistance
            : TripPurpose.Taxi;
    }
}
