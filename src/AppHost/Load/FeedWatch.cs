using Telemetry.Contracts.MapFeed;
using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.AppHost.Load;

/// <summary>Follows the change feed as any reader would, and measures how fresh the facts are that vehicles taught. For one thread.</summary>
/// <param name="feed">The feed.</param>
/// <param name="profile">Whose phases facts are counted to, by when they were published.</param>
/// <param name="beginUtc">When the profile begins.</param>
internal sealed class FeedWatch(ChangeFeedClient feed, LoadProfile profile, DateTimeOffset beginUtc)
{
    private long _cursor;

    /// <summary>How fresh they were.</summary>
    public FreshnessMeter Freshness { get; } = new();

    /// <summary>Reads what is new; false where the map cannot be read for now.</summary>
    public async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in feed.ReadToEndAsync(_cursor, cancellationToken))
            {
                foreach (var update in page.Updates)
                {
                    if (update.ReceivedAt is { } receivedAt)
                        Freshness.Add(receivedAt, update.PublishedAt, profile.PhaseAt(update.PublishedAt - beginUtc)?.Name ?? LoadRecorder.Drain);
                }

                _cursor = page.Cursor;
            }

            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
