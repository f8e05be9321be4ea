namespace Telemetry.LoadTest.Profiles;

/// <summary>What is away during a phase, on purpose.</summary>
public enum LoadOutage
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>All workers: the receiver goes on to take frames, which wait.</summary>
    Workers = 1,

    /// <summary>The store of the published map: workers keep what they hold and fetch nothing.</summary>
    PublishedMap = 2,
}
