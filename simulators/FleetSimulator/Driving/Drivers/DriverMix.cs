using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Driving.Drivers;

/// <summary>How many of a fleet drive in which way. Weights, 0 or more; only their ratio matters.</summary>
public sealed record DriverMix
{
    /// <summary>0.25 by default.</summary>
    public double Calm { get; init; } = 0.25;

    /// <summary>0.5 by default.</summary>
    public double Average { get; init; } = 0.5;

    /// <summary>0.17 by default.</summary>
    public double Brisk { get; init; } = 0.17;

    /// <summary>0.08 by default.</summary>
    public double Lorry { get; init; } = 0.08;

    private double Sum => Calm + Average + Brisk + Lorry;

    /// <summary>True where no weight is negative and one is not 0.</summary>
    internal bool IsValid => Calm >= 0 && Average >= 0 && Brisk >= 0 && Lorry >= 0 && Sum > 0 && double.IsFinite(Sum);

    internal DriverKind Draw(SimulationRandom random)
    {
        var at = random.NextDouble() * Sum;
        return at < Calm ? DriverKind.Calm
            : at < Calm + Average ? DriverKind.Average
            : at < Calm + Average + Brisk ? DriverKind.Brisk
            : DriverKind.Lorry;
    }
}
