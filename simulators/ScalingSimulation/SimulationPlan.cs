namespace Telemetry.ScalingSimulation;

/// <summary>What is simulated. Immutable.</summary>
public sealed record SimulationPlan
{
    /// <summary>Frames a second that arrive, by the time since the begin; at least 0.</summary>
    public required Func<TimeSpan, double> Rate { get; init; }

    /// <summary>How long.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How late things are.</summary>
    public required Delays Delays { get; init; }

    /// <summary>Frames a second that a worker really does; over 0.</summary>
    public required double CapacityFramesPerS { get; init; }

    /// <summary>Workers at the begin.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>When no worker can work, whatever their number.</summary>
    public Func<TimeSpan, bool> IsOut { get; init; } = _ => false;

    /// <summary>The standard deviation of each second's rate, as a share of it.</summary>
    public double Noise { get; init; }

    /// <summary>The share of measurements that never arrive.</summary>
    public double Missing { get; init; }

    /// <summary>Chance follows from it.</summary>
    public int Seed { get; init; } = 7;
}
