using System.Net;
using System.Text.Json;

namespace Telemetry.MapApi.Tests;

public class FeatureEndpointsTests
{
    [Fact]
    public async Task List_FollowingNextLinksWhileTheMapChanges_MeetsEveryFeatureOnce()
    {
        await using var server = await MapApiServer.StartAsync();
        for (ulong segment = 1; segment <= 25; segment++)
            await server.PublishRoadAsync(segment, northOfDeg: segment * 0.001);

        var met = new List<string>();
        var path = "/collections/road-segments/items?limit=10";
        while (path is not null)
        {
            var page = await server.GetJsonAsync(path);
            met.AddRange(page.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetString()!));
            path = page.GetProperty("links").EnumerateArray()
                .Where(link => link.GetProperty("rel").ValueEquals("next"))
                .Select(link => link.GetProperty("href").GetString())
                .SingleOrDefault();
            await server.PublishRoadAsync(segment: 3, northOfDeg: 0.003, forwardLimit: 30 + met.Count);
        }

        Assert.Equal(Enumerable.Range(1, 25).Select(segment => $"{segment:x16}"), met);
    }

    [Fact]
    public async Task List_WithBox_GivesWhatMeetsIt()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1);
        await server.PublishRoadAsync(2, northOfDeg: 0.01);

        var page = await server.GetJsonAsync("/collections/road-segments/items?bbox=8.68,49.415,8.71,49.43");

        var feature = Assert.Single(page.GetProperty("features").EnumerateArray());
        Assert.Equal($"{2:x16}", feature.GetProperty("id").GetString());
        Assert.True(feature.GetProperty("version").GetInt64() > 0);
        Assert.Equal(JsonValueKind.String, feature.GetProperty("published_at").ValueKind);
    }

    [Theory]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=9,49,8,50", "bbox")]
    [InlineData("bbox=8,49,NaN,50", "bbox")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=5&limit=6", "limit")]
    [InlineData("cursor=%%%", "cursor")]
    public async Task List_WithUnusableParameter_NamesIt(string query, string field)
    {
        await using var server = await MapApiServer.StartAsync();

        using var response = await server.Http.GetAsync(
            new Uri($"/collections/speed-limits/items?{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(field, problem.RootElement.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("/collections/lighthouses/items")]
    [InlineData("/collections/lighthouses")]
    [InlineData("/collections/speed-limits/items/nothing")]
    [InlineData("/nowhere")]
    public async Task Get_WhereNothingIs_IsAProblem(string path)
    {
        await using var server = await MapApiServer.StartAsync();

        using var response = await server.Http.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task List_HeldInTheSameVersion_IsNotSentAgainUntilTheMapChanges()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1);
        using var first = await GetAsync(null);

        using var again = await GetAsync(first.Headers.ETag!.ToString());
        await server.PublishRoadAsync(1, forwardLimit: 30);
        using var changed = await GetAsync(first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        Task<HttpResponseMessage> GetAsync(string? tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/collections/speed-limits/items");
            if (tag is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            return server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task List_ForAReaderThatUnpacks_IsCompressed(string coding)
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/collections/speed-limits/items");
        request.Headers.AcceptEncoding.ParseAdd(coding);

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(coding, response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Get_WithoutATokenWhereReadingIsNotOpen_IsRefused()
    {
        await using var server = await MapApiServer.StartAsync(anonymousReads: false);

        using var response = await server.Http.GetAsync(
            new Uri("/collections", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Landing_LeadsToEveryCollection()
    {
        await using var server = await MapApiServer.StartAsync();

        var landing = await server.GetJsonAsync("/");
        var data = landing.GetProperty("links").EnumerateArray().Single(link => link.GetProperty("rel").ValueEquals("data"));
        var collections = await server.GetJsonAsync(data.GetProperty("href").GetString()!);

        foreach (var collection in collections.GetProperty("collections").EnumerateArray())
        {
            var items = collection.GetProperty("links").EnumerateArray()
                .Single(link => link.GetProperty("rel").ValueEquals("items"));
            var page = await server.GetJsonAsync(items.GetProperty("href").GetString()!);
            Assert.Equal("FeatureCollection", page.GetProperty("type").GetString());
        }

        Assert.Equal(5, collections.GetProperty("collections").GetArrayLength());
    }

    [Fact]
    public async Task Api_DescribesTheEndpoints()
    {
        await using var server = await MapApiServer.StartAsync();

        var api = await server.GetJsonAsync("/api");

        Assert.StartsWith("3.0.", api.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = api.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/collections/{collection}/items", paths);
        Assert.Contains("/v1/speed-limit", paths);
        Assert.Contains("/v1/updates", paths);
    }
}
