using System.Net;

namespace Telemetry.MapApi.Tests;

public class SpeedLimitEndpointTests
{
    //   roads run from west to east at 49.41 (segment 1) and 50 m north of it (segment 2)
    private const double FiftyMetresDeg = 0.00045;

    [Theory]
    [InlineData(90, 70)]
    [InlineData(270, 30)]
    public async Task Find_ByHeading_TellsTheDirectionsApart(int heading, int expected)
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1, forwardLimit: 70, backwardLimit: 30);

        var limit = await server.GetJsonAsync($"/v1/speed-limit?lon=8.695&lat=49.41001&heading={heading}");

        Assert.Equal(expected, limit.GetProperty("value").GetInt32());
        Assert.Equal("km/h", limit.GetProperty("unit").GetString());
        Assert.InRange(limit.GetProperty("distance_m").GetDouble(), 0.5, 2);
    }

    [Fact]
    public async Task Find_BetweenRoads_TakesTheNearer()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1, forwardLimit: 70);
        await server.PublishRoadAsync(2, northOfDeg: FiftyMetresDeg, forwardLimit: 100);

        var limit = await server.GetJsonAsync("/v1/speed-limit?lon=8.695&lat=49.4104&heading=90");

        Assert.Equal(100, limit.GetProperty("value").GetInt32());
    }

    [Theory]
    [InlineData("lon=8.695", "lat")]
    [InlineData("lon=200&lat=49", "lon")]
    [InlineData("lon=8&lat=49&heading=361", "heading")]
    [InlineData("lon=east&lat=49", "lon")]
    public async Task Find_WithUnusableParameter_NamesIt(string query, string field)
    {
        await using var server = await MapApiServer.StartAsync();

        var problem = await server.GetJsonAsync($"/v1/speed-limit?{query}");

        Assert.Equal(field, problem.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Find_FarFromEveryRoad_IsNotFound()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1);

        using var response = await server.Http.GetAsync(
            new Uri("/v1/speed-limit?lon=9&lat=50", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Find_LimitUnderACondition_IsListedWithTheOneThatHoldsAlways()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1, forwardLimit: 70, backwardLimit: 60, nightLimit: "22:00-06:00");

        var eastwards = await server.GetJsonAsync("/v1/speed-limit?lon=8.695&lat=49.41001&heading=90");
        var westwards = await server.GetJsonAsync("/v1/speed-limit?lon=8.695&lat=49.41001&heading=270");

        Assert.Equal(70, eastwards.GetProperty("value").GetInt32());
        var night = Assert.Single(eastwards.GetProperty("conditional").EnumerateArray());
        Assert.Equal((30, "22:00-06:00"), (night.GetProperty("value").GetInt32(), night.GetProperty("conditions")[0].GetString()));
        Assert.Equal((60, false), (westwards.GetProperty("value").GetInt32(), westwards.TryGetProperty("conditional", out _)));
    }

    [Fact]
    public async Task Find_RoadWithoutLimit_AnswersItsDefaultApart()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(
            1, forwardLimit: null, backwardLimit: 60, roadProperties: ""","default":{"value":100,"unit":"km/h","value_kmh":100}""");

        var eastwards = await server.GetJsonAsync("/v1/speed-limit?lon=8.695&lat=49.41001&heading=90");
        var westwards = await server.GetJsonAsync("/v1/speed-limit?lon=8.695&lat=49.41001&heading=270");

        Assert.False(eastwards.TryGetProperty("value", out _));
        Assert.Equal(100, eastwards.GetProperty("default").GetProperty("value").GetInt32());
        Assert.Equal("0000000000000001", eastwards.GetProperty("segment_id").GetString());
        Assert.Equal((60, false), (westwards.GetProperty("value").GetInt32(), westwards.TryGetProperty("default", out _)));
    }

    [Fact]
    public async Task Find_LimitWithdrawn_ChangesTheTag()
    {
        await using var server = await MapApiServer.StartAsync();
        await server.PublishRoadAsync(1, forwardLimit: 70, backwardLimit: null, nightLimit: "22:00-06:00");
        var before = await TagAsync(server);

        await server.PublishRoadAsync(1, forwardLimit: 70, backwardLimit: null);

        Assert.NotEqual(before, await TagAsync(server));
    }

    private static async Task<string?> TagAsync(MapApiServer server)
    {
        using var response = await server.Http.GetAsync(
            new Uri("/v1/speed-limit?lon=8.695&lat=49.41&heading=90", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.Headers.ETag?.Tag;
    }
}
