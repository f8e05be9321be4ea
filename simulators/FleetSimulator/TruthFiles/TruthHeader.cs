namespace Telemetry.FleetSimulator.TruthFiles;

/// <summary>The first line of a truth file: how the run came about.</summary>
internal sealed record TruthHeader
{
    /// <summary>The format that this code writes and reads.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required string Map { get; init; }

    /// <summary>The extract that the platform is to import, whose segments the ids name; null for those of the map itself.</summary>
    public required string? BaseMap { get; init; }

    public required ulong Seed { get; init; }

    public required int Vehicles { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required World.WorldPerturbation Perturbation { get; init; }
}
