using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using Telemetry.Contracts.Geography;
using Telemetry.HttpHosting.Problems;
using Telemetry.MapApi.Http;
using Telemetry.MapStore.Published;

namespace Telemetry.MapApi.Updates;

/// <summary>The change feed: by pages, and as server-sent events (WHATWG HTML, section 9.2).</summary>
internal static class UpdateEndpoints
{
    private const int DefaultLimit = 1000;
    private const int LargestLimit = 10_000;
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/updates", ReadAsync)
            .WithName("getUpdates").WithSummary("The ordered change feed")
            .WithDescription(
                "Query: since (a cursor; 0 or absent: from the start), bbox=west,south,east,north, limit (1 to 10,000, default " +
                "1,000). Applying the feed from the start gives the map. 410 where the cursor is too old.");
        routes.MapGet("/v1/updates/stream", StreamAsync)
            .WithName("streamUpdates").WithSummary("The change feed as server-sent events")
            .WithDescription("Query: since, bbox. Goes on behind `Last-Event-ID` where the request carries one.");
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IPublishedMap map, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var since = query.Whole("since", 0, 0, long.MaxValue);
        var box = query.Box("bbox");
        var limit = (int)query.Whole("limit", DefaultLimit, 1, LargestLimit);
        if (query.Error is { } error)
            return error;
        try
        {
            var page = await map.ReadChangesAsync(since, box, limit, cancellationToken);
            return Results.Bytes(WritePage(page), "application/json");
        }
        catch (CursorExpiredException exception)
        {
            return Expired(exception);
        }
    }

    private static async Task<IResult> StreamAsync(HttpContext context, IPublishedMap map, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var since = query.Whole("since", 0, 0, long.MaxValue);
        var box = query.Box("bbox");
        if (context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] &&
            !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out since))
            query.Refuse("Last-Event-ID", "is not the id of an event of this stream.");
        if (query.Error is { } error)
            return error;
        try
        {
            // Asked for before the stream begins, because a status cannot be set any more once it has.
            await map.ReadChangesAsync(since, box, 1, cancellationToken);
        }
        catch (CursorExpiredException exception)
        {
            return Expired(exception);
        }

        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.ServerSentEvents(FollowAsync(map, since, box, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        IPublishedMap map, long since, GeoBox? box, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = since;
        while (!cancellationToken.IsCancellationRequested)
        {
            var page = await map.ReadChangesAsync(cursor, box, DefaultLimit, cancellationToken);
            foreach (var change in page.Changes)
            {
                var data = MapJson.Write(writer => MapJson.WriteChange(writer, change));
                yield return new SseItem<string>(Encoding.UTF8.GetString(data), "update")
                {
                    EventId = change.Version.ToString(CultureInfo.InvariantCulture),
                };
            }

            cursor = page.Cursor;
            if (page.More)
                continue;

            // Sent before every wait: it opens the stream at once, shows that it lives, and says how far it has come where
            // the box passed changes over.
            yield return new SseItem<string>("{}", "idle") { EventId = cursor.ToString(CultureInfo.InvariantCulture) };
            await map.WaitForChangesAsync(cursor, s_keepAlive, cancellationToken);
        }
    }

    private static IResult Expired(CursorExpiredException exception) => Problem.Gone(
        $"{exception.Message} Drop the copy and start again from since=0.");

    private static byte[] WritePage(ChangePage page) => MapJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("updates");
        foreach (var change in page.Changes)
            MapJson.WriteChange(writer, change);
        writer.WriteEndArray();
        writer.WriteNumber("cursor", page.Cursor);
        writer.WriteBoolean("more", page.More);
        writer.WriteEndObject();
    });
}
