using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Telemetry.Contracts.MapFeed;

namespace Telemetry.MapApi.Tests;

public class UpdateEndpointsTests
{
    [Fact]
    public async Task Updates_AppliedFromTheStart_GiveTheMap()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1, forwardLimit: 50);
        await server.PublishRoadAsync(2, northOfDeg: 0.01);
        await server.PublishRoadAsync(1, forwardLimit: 70);

        var copy = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var feed = new ChangeFeedClient(server.Http);
        await foreach (var page in feed.ReadToEndAsync(0, TestContext.Current.CancellationToken))
        {
            foreach (var update in page.Updates)
                copy[$"{update.Collection}/{update.FeatureId}"] = update.Feature!.Value.GetRawText();
        }

        var map = new List<string>();
        await foreach (var line in server.Map.ReadCanonicalAsync(TestContext.Current.CancellationToken))
            map.Add(line);
        Assert.Equal(map, copy.Values);
    }

    [Theory]
    [InlineData("since=-1", "since")]
    [InlineData("since=x", "since")]
    [InlineData("limit=0", "limit")]
    [InlineData("bbox=1", "bbox")]
    public async Task Updates_WithUnusableParameter_NamesIt(string query, string field)
    {
        await using var server = await MapApiServer.StartAsync();

        var problem = await server.GetJsonAsync($"/v1/updates?{query}");

        Assert.Equal((int)HttpStatusCode.BadRequest, problem.GetProperty("status").GetInt32());
        Assert.Equal(field, problem.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Stream_GoesOnBehindTheLastEventAndFollows()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1);
        var known = await server.Map.FindNewestVersionAsync(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/updates/stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{known}");
        using var response = await server.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await server.PublishRoadAsync(2, northOfDeg: 0.01);

        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var events = SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken)
            .Where(item => item.EventType == "update");
        var first = await events.FirstAsync(TestContext.Current.CancellationToken);

        using var update = JsonDocument.Parse(first.Data);
        Assert.True(long.Parse(first.EventId!, System.Globalization.CultureInfo.InvariantCulture) > known);
        Assert.StartsWith($"{2:x16}", update.RootElement.GetProperty("feature_id").GetString(), StringComparison.Ordinal);
    }
}
