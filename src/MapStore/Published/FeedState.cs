namespace Telemetry.MapStore.Published;

/// <summary>The head of the change feed.</summary>
/// <param name="Newest">The newest version, 0 for none.</param>
/// <param name="Forgotten">The newest version among the deletes that compaction has forgotten, 0 for none.</param>
/// <param name="Compactions">How many compactions forgot something.</param>
internal readonly record struct FeedState(long Newest, long Forgotten, long Compactions);
