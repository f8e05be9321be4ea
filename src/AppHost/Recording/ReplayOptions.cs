namespace Telemetry.AppHost.Recording;

/// <summary>How recorded bodies are posted again.</summary>
internal sealed record ReplayOptions
{
    /// <summary>How often each body is posted; default once.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Shuffles all posts by this seed; null keeps the order recorded.</summary>
    public int? ShuffleSeed { get; init; }

    /// <summary>Posts under way at the same time; default 8.</summary>
    public int Parallelism { get; init; } = 8;
}
