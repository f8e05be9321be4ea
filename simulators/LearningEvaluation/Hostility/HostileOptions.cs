using Telemetry.FleetSimulator.World;
using Telemetry.MapFusion.Facts;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>The extent of a <see cref="HostileStudy"/>. Immutable.</summary>
public sealed record HostileOptions
{
    /// <summary>Mean number of complete passes of honest vehicles over the directed roads; 12 by default.</summary>
    public double Passes { get; init; } = 12;

    /// <summary>Days over which honest drives are spread; 14 by default.</summary>
    public int Days { get; init; } = 14;

    /// <summary>Days on which hostile vehicles drive; 10 by default.</summary>
    public int HostileDays { get; init; } = 10;

    /// <summary>Stretches of a minute on which a hostile vehicle drives, one after the other; 30 by default.</summary>
    public int Stretches { get; init; } = 30;

    /// <summary>How often it drives each of them every day; 3 by default.</summary>
    public int TimesADay { get; init; } = 3;

    /// <summary>How the base map differs from the truth.</summary>
    public WorldPerturbation Perturbation { get; init; } = new() { Missing = 0.05, Gone = 0.03 };

    /// <summary>How the platform derives facts.</summary>
    public FusionOptions Fusion { get; init; } = FusionOptions.Default;
}
