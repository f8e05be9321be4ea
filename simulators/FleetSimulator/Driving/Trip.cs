namespace Telemetry.FleetSimulator.Driving;

/// <summary>A route with the speeds at which it is driven. Filled by a <see cref="TripPlanner"/> and used again.</summary>
internal sealed class Trip
{
    /// <summary>Directed edges in driving order.</summary>
    public List<int> Edges { get; } = [];

    /// <summary>Metres along the trip at which each edge begins, and after the last the whole length.</summary>
    public List<double> StartM { get; } = [];

    /// <summary>In order of place; the last is the stop at the end.</summary>
    public List<Checkpoint> Checkpoints { get; } = [];

    public double LengthM => StartM[^1];
}
