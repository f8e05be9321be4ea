using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.World;
using Telemetry.MapFusion.Facts;

namespace Telemetry.LearningEvaluation;

/// <summary>How a world is driven and learned. Immutable.</summary>
public sealed record LearningOptions
{
    /// <summary>Mean number of complete passes over the directed roads that can be driven, above 0; 10 by default.</summary>
    public double Passes { get; init; } = 10;

    /// <summary>Where drives lead; across the map by default.</summary>
    public LearningRoutes Routes { get; init; }

    /// <summary>How the base map differs from the truth.</summary>
    public WorldPerturbation Perturbation { get; init; } = new() { Missing = 0.03, Gone = 0.01 };

    /// <summary>Errors of position and motion.</summary>
    public SensorErrors SensorErrors { get; init; } = new();

    /// <summary>Errors of sign recognition.</summary>
    public SignErrors SignErrors { get; init; } = new();

    /// <summary>When the first drive sets out; a Monday, early in an epoch of pseudonyms.</summary>
    public DateTimeOffset StartUtc { get; init; } = new(2026, 3, 16, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Event time over which the drives are spread evenly; 7 days by default.</summary>
    public TimeSpan Spread { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How the platform derives facts.</summary>
    public FusionOptions Fusion { get; init; } = FusionOptions.Default;

    /// <summary>True where the same drives are learned a second time with perfect matching; true by default.</summary>
    public bool WithTrueMatch { get; init; } = true;
}
