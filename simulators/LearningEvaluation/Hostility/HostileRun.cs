namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>One attack on one world, and what came of it.</summary>
/// <param name="Seed">The world's seed.</param>
/// <param name="Strategy">What was tried.</param>
/// <param name="Vehicles">How many did so together.</param>
/// <param name="IsAfter">True where it began on the last honest day, false where it ended there.</param>
/// <param name="Differences">What is published otherwise.</param>
public sealed record HostileRun(
    ulong Seed, HostileStrategy Strategy, int Vehicles, bool IsAfter, IReadOnlyList<MapDifference> Differences);
