using Telemetry.MapStore.Published;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.AppHost.Benching;

/// <summary>Follows the change feed at the store itself and measures how fresh facts are: from receipt to their row in the feed.</summary>
internal sealed class FeedFreshness(IPublishedMap map, TimeProvider time)
{
    private const int Page = 2_000;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Follows the feed from its end until it is cancelled.</summary>
    public async Task<FreshnessMeter> RunAsync(CancellationToken end)
    {
        var meter = new FreshnessMeter();
        try
        {
            var cursor = await map.FindNewestVersionAsync(end);
            while (true)
            {
                await Task.Delay(s_lookEvery, time, end);
                ChangePage page;
                do
                {
                    page = await map.ReadChangesAsync(cursor, box: null, Page, end);
                    cursor = page.Cursor;
                    foreach (var change in page.Changes)
                        if (change.ReceivedAt is { } receivedAt)
                            meter.Add(receivedAt, change.PublishedAt);
                }
                while (page.More);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return meter;
        }
    }
}
