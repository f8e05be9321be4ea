namespace Telemetry.MapStore.Published;

/// <summary>Changes to one collection.</summary>
/// <param name="Upserts">Features inserted or replaced.</param>
/// <param name="Deletes">Features deleted.</param>
public readonly record struct FeedCount(long Upserts, long Deletes)
{
    /// <summary>These and others together.</summary>
    public FeedCount And(FeedCount other) => new(Upserts + other.Upserts, Deletes + other.Deletes);
}
