namespace Telemetry.Local;

/// <summary>How to start a local stack.</summary>
public sealed class LocalStackOptions
{
    /// <summary>
    /// Where everything that the servers keep is kept, with their pid files; made where it is missing. A stack started again on
    /// the same directory finds its data.
    /// </summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where the servers' logs go; <c>logs</c> in the data directory where null.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>The port of S3 and SQS; 0, the default, takes a free one.</summary>
    public int ObjectsAndQueuesPort { get; init; }

    /// <summary>The port of DynamoDB; 0, the default, takes a free one.</summary>
    public int DynamoDbPort { get; init; }

    /// <summary>The port of PostgreSQL; 0, the default, takes a free one.</summary>
    public int PostgresPort { get; init; }

    /// <summary>
    /// True: the servers outlive this process, and disposing leaves them running (<see cref="LocalStack.StopAsync(CancellationToken)"/>
    /// stops them). False, the default: they end with it, however it ends.
    /// </summary>
    public bool Detached { get; init; }

    /// <summary>How long a server may take from its start to its first answer. Default 60 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a server may take to end before it is killed. Default 20 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal string Logs => LogDirectory ?? Path.Combine(DataDirectory, "logs");
}
