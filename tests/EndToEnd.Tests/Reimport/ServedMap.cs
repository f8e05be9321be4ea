using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts.Identity;
using Telemetry.MapApi;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Published;

namespace Telemetry.EndToEnd.Tests.Reimport;

/// <summary>A published map as its readers get it: by the change feed, and by the map API over HTTP.</summary>
internal static class ServedMap
{
    /// <summary>The map that applying the feed from a version gives, on top of what was there.</summary>
    public static async Task<(SortedDictionary<(MapCollection, string), string> Map, List<MapChange> Changes)> ApplyFeedAsync(
        IPublishedMap map, long since, IReadOnlyDictionary<(MapCollection, string), string> onto, CancellationToken cancellationToken)
    {
        var canonical = Comparer<(MapCollection Collection, string Id)>.Create((a, b) =>
            a.Collection != b.Collection ? a.Collection.CompareTo(b.Collection) : string.CompareOrdinal(a.Id, b.Id));
        var copy = new SortedDictionary<(MapCollection Collection, string Id), string>(canonical);
        foreach (var (key, text) in onto)
            copy[key] = text;
        var changes = new List<MapChange>();
        for (var more = true; more;)
        {
            var page = await map.ReadChangesAsync(since, null, 1_000, cancellationToken);
            foreach (var change in page.Changes)
            {
                if (change.GeoJson is { } text)
                    copy[(change.Collection, change.FeatureId)] = text;
                else
                    copy.Remove((change.Collection, change.FeatureId));
                changes.Add(change);
            }

            (since, more) = (page.Cursor, page.More);
        }

        return (copy, changes);
    }

    /// <summary>Every feature's segment, as the map API's pages give them, collection by collection.</summary>
    public static async Task<List<SegmentId>> ReadSegmentsAsync(IPublishedMap map, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Read:Anonymous"] = "true";
        builder.Services.AddSingleton(map);
        builder.Services.AddMapApi(builder.Configuration);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseMapApi();
        await app.StartAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var segments = new List<SegmentId>();
        foreach (var collection in MapCollections.All)
            for (var next = $"collections/{collection.Name()}/items?limit=5000"; next is not null;)
            {
                using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri(next, UriKind.RelativeOrAbsolute), cancellationToken));
                segments.AddRange(page.RootElement.GetProperty("features").EnumerateArray().Select(SegmentOf));
                next = page.RootElement.GetProperty("links").EnumerateArray()
                    .Where(link => link.GetProperty("rel").GetString() == "next")
                    .Select(link => link.GetProperty("href").GetString()).SingleOrDefault();
            }

        await app.StopAsync(cancellationToken);
        return segments;
    }

    /// <summary>The segment that a feature is of.</summary>
    public static SegmentId SegmentOf(string geoJson)
    {
        using var feature = JsonDocument.Parse(geoJson);
        return SegmentOf(feature.RootElement);
    }

    private static SegmentId SegmentOf(JsonElement feature) =>
        SegmentId.TryParse(feature.GetProperty("properties").GetProperty("segment_id").GetString(), out var id)
            ? id
            : throw new InvalidDataException($"{feature} names no segment.");
}
