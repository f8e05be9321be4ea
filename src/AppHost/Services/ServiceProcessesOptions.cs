namespace Telemetry.AppHost.Services;

/// <summary>How the platform's services are run as processes.</summary>
public sealed class ServiceProcessesOptions
{
    /// <summary>Where their pid files and <c>services.json</c> (who listens where) are kept.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Where their logs go; <c>logs</c> in the state directory where null.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>What is added to their environment: the stack's endpoints, tokens, settings.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The receiver's port; 0, the default, takes a free one.</summary>
    public int ReceiverPort { get; init; }

    /// <summary>The map API's port; 0, the default, takes a free one.</summary>
    public int ApiPort { get; init; }

    /// <summary>True: the services outlive this process. False, the default: they end with it, however it ends.</summary>
    public bool Detached { get; init; }

    /// <summary>How long a service may take from its start until it serves. Default 60 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a service may take to end before it is killed. Default 30 s, more than a worker's drain time.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
