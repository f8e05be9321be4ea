namespace Telemetry.Contracts.MapFeed;

/// <summary>A page of the change feed.</summary>
/// <param name="Updates">In order of version.</param>
/// <param name="Cursor">What to ask for next as <c>since</c>.</param>
/// <param name="More">True where more is there already.</param>
public sealed record FeedPage(IReadOnlyList<FeedUpdate> Updates, long Cursor, bool More);
