using Telemetry.Contracts.MapFeed;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.AppHost.Demo;

/// <summary>
/// Follows the change feed as any reader would: keeps a copy of the speed limits and measures how fresh facts are. What it
/// has seen before the first vehicle drives is the base map. For one thread.
/// </summary>
internal sealed class MapWatch(ChangeFeedClient feed)
{
    private const string SpeedLimits = "speed-limits";
    private readonly Dictionary<string, PublishedLimit> _limits = new(StringComparer.Ordinal);
    private long _cursor;

    /// <summary>The limits in effect.</summary>
    public IReadOnlyCollection<PublishedLimit> Limits => _limits.Values;

    /// <summary>How fresh the facts were that vehicles taught.</summary>
    public FreshnessMeter Freshness { get; } = new();

    /// <summary>Updates seen that vehicles caused.</summary>
    public int Learned { get; private set; }

    /// <summary>Reads what is new.</summary>
    /// <exception cref="HttpRequestException">The map API does not answer.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await foreach (var page in feed.ReadToEndAsync(_cursor, cancellationToken))
        {
            foreach (var update in page.Updates)
                Apply(update);
            _cursor = page.Cursor;
        }
    }

    private void Apply(FeedUpdate update)
    {
        if (update.ReceivedAt is { } receivedAt)
        {
            Learned++;
            Freshness.Add(receivedAt, update.PublishedAt);
        }

        if (update.Collection != SpeedLimits)
            return;
        if (update.IsDelete)
            _limits.Remove(update.FeatureId);
        else if (ServedLimits.HoldsAlways(update.Feature!.Value.GetProperty("properties")))
            _limits[update.FeatureId] = ServedLimits.Read(update.Feature!.Value.GetProperty("properties"));
    }
}
