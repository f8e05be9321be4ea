namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>How closures that the platform serves compare with roads that are gone.</summary>
/// <param name="Gone">Roads that are gone or closed.</param>
/// <param name="Served">Closures served.</param>
/// <param name="Right">Of those, of roads that are gone.</param>
public readonly record struct ClosureScore(int Gone, int Served, int Right);
