using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.World.Conditions;

/// <summary>Whether the roads are wet, for the whole world alike: by chance for two hours at a time. Pure; safe to share.</summary>
public sealed class Weather
{
    private const long SpellMs = 2 * 3600 * 1000;

    private readonly ulong _seed;
    private readonly double _wetShare;

    internal Weather(ulong seed, double wetShare) => (_seed, _wetShare) = (seed, wetShare);

    /// <summary>True where the roads are wet at a moment.</summary>
    public bool IsWet(DateTimeOffset at) =>
        new SimulationRandom(SimulationRandom.Derive(_seed, (ulong)(at.ToUnixTimeMilliseconds() / SpellMs))).Chance(_wetShare);
}
