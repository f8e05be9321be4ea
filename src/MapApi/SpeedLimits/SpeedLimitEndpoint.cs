using Telemetry.Contracts.Geography;
using Telemetry.HttpHosting.Problems;
using Telemetry.MapApi.Http;

namespace Telemetry.MapApi.SpeedLimits;

/// <summary>The speed limit at a place.</summary>
internal static class SpeedLimitEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/speed-limit", FindAsync)
            .WithName("getSpeedLimit").WithSummary("The speed limit here, its confidence and its evidence")
            .WithDescription(
                "Query: lon and lat in degrees; heading (course of travel, 0 to 360 clockwise from north) tells the road and " +
                "the direction apart. 404 where no limit is known.");

    private static async Task<IResult> FindAsync(
        HttpContext context, SpeedLimitFinder finder, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var lon = query.RequiredNumber("lon", -180, 180);
        var lat = query.RequiredNumber("lat", -90, 90);
        var heading = query.Number("heading", 0, 360);
        if (query.Error is { } error)
            return error;
        if (await finder.FindAsync(GeoPoint.FromDegrees(lon, lat), heading, cancellationToken) is not { } found)
            return Problem.NotFound($"No speed limit is known within {SpeedLimitFinder.ReachM} m of this place.");
        return VersionTag.IsHeld(context, found.Feature.Version)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(Write(found), "application/json");
    }

    private static byte[] Write(SpeedLimitHere found) => MapJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("feature_id", found.Feature.Id);
        foreach (var property in found.Properties.EnumerateObject())
            property.WriteTo(writer);
        writer.WriteNumber("distance_m", Math.Round(found.Here.DistanceM, 1));
        writer.WriteNumber("version", found.Feature.Version);
        writer.WriteString("published_at", MapJson.Time(found.Feature.PublishedAt));
        writer.WriteEndObject();
    });
}
