using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Published;

namespace Telemetry.MapApi.Tests;

/// <summary>A map API over an in-memory map, served on loopback.</summary>
internal sealed class MapApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _revision;

    private MapApiServer(WebApplication app, InMemoryPublishedMap map)
    {
        _app = app;
        Map = map;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public InMemoryPublishedMap Map { get; }

    public HttpClient Http { get; }

    public static async Task<MapApiServer> StartAsync(bool anonymousReads = true)
    {
        var map = new InMemoryPublishedMap(TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Read:Anonymous"] = anonymousReads ? "true" : "false";
        builder.Services.AddSingleton<IPublishedMap>(map);
        builder.Services.AddMapApi(builder.Configuration);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseMapApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new MapApiServer(app, map);
    }

    /// <summary>Publishes a straight road at (8.69, 49.41) with a limit per direction, or, where one is null, none.</summary>
    public Task PublishRoadAsync(
        ulong segment, double northOfDeg = 0, int? forwardLimit = 50, int? backwardLimit = 50, string roadProperties = "",
        string? nightLimit = null)
    {
        ImmutableArray<GeoPoint> line =
            [GeoPoint.FromDegrees(8.69, 49.41 + northOfDeg), GeoPoint.FromDegrees(8.70, 49.41 + northOfDeg)];
        var id = new SegmentId(segment);
        return Map.PublishAsync(
            [
                new Publication(
                    GrainId.Of(id),
                    new MapRevision(1, ++_revision),
                    [
                        Feature(MapCollection.RoadSegments, $"{id}", line, roadProperties),
                        .. Limits(),
                    ],
                    ReceivedAt: null),
            ],
            DateTimeOffset.UnixEpoch,
            TestContext.Current.CancellationToken);

        IEnumerable<MapFeature> Limits()
        {
            if (forwardLimit is { } forward)
                yield return Feature(MapCollection.SpeedLimits, $"{id}-f-0", line, Limit("forward", forward));
            if (backwardLimit is { } backward)
                yield return Feature(MapCollection.SpeedLimits, $"{id}-b-0", line, Limit("backward", backward));
            if (nightLimit is not null)
                yield return Feature(MapCollection.SpeedLimits, $"{id}-f-c0", line, $"{Limit("forward", 30)},\"conditions\":[\"{nightLimit}\"]");
        }

        MapFeature Feature(MapCollection collection, string featureId, ImmutableArray<GeoPoint> points, string more) => new(
            collection, featureId, points,
            $$$"""{"type":"Feature","id":"{{{featureId}}}","geometry":{"type":"LineString","coordinates":[{{{Text(points)}}}]},"properties":{"segment_id":"{{{id}}}"{{{more}}}}}""");
    }

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static string Limit(string direction, int value) =>
        $",\"direction\":\"{direction}\",\"value\":{value},\"unit\":\"km/h\",\"source\":\"base\"";

    private static string Text(ImmutableArray<GeoPoint> points) =>
        string.Join(",", points.Select(point => $"[{point.ToString()}]"));
}
