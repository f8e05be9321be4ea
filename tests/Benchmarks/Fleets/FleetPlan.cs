namespace Telemetry.Benchmarks.Fleets;

/// <summary>A fleet that drives and sends steadily.</summary>
/// <param name="Vehicles">How many, each with a frame a second and a message of 60 frames a minute.</param>
/// <param name="Duration">How long they send.</param>
/// <param name="Seed">Every chance follows from it.</param>
public sealed record FleetPlan(int Vehicles, TimeSpan Duration, ulong Seed)
{
    /// <summary>Gateways that collect messages of a fleet: each posts what its vehicles have brought since its last post.</summary>
    public const int Gateways = 8;

    /// <summary>How long a gateway collects.</summary>
    public static readonly TimeSpan GatewayInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Between two messages of a vehicle.</summary>
    public static readonly TimeSpan MessageInterval = TimeSpan.FromSeconds(60);
}
