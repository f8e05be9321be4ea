namespace Telemetry.AppHost.Scaling;

/// <summary>
/// Workers that can be started and taken away. Both only begin it and return; what comes of it shows in <see cref="Counts"/>. For one
/// caller at a time.
/// </summary>
internal interface IWorkerPool
{
    /// <summary>How many there are.</summary>
    WorkerCounts Counts { get; }

    /// <summary>Begins to start so many more.</summary>
    void Start(int count);

    /// <summary>Begins to take away so many: each finishes what it holds, takes nothing more, and ends.</summary>
    void Drain(int count);
}
