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
}
