using System.Text.Json;
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
                "the direction apart. The members of the limit that holds at all times, with those under a condition in `conditional`. " +
                "Where none holds at all times there is neither `value` nor `kind`, and `default` may say what the law sets on such a " +
                "road. 404 where nothing is known.");

    private static async Task<IResult> FindAsync(
        HttpContext context, SpeedLimitFinder finder, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var lon = query.RequiredNumber("lon", -180, 180);
        var lat = query.RequiredNumber("lat", -90, 90);
        var heading = query.Number("heading", 0, 360);
        if (query.Error is { } error)
            return error;
        if (await finder.FindAsync(GeoPoint.FromDegrees(lon, lat), heading, cancellationToken) is not { IsEmpty: false } found)
            return Problem.NotFound($"No speed limit is known within {SpeedLimitFinder.ReachM} m of this place.");
        return VersionTag.IsHeld(context, found.Tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(Write(found), "application/json");
    }

    private static byte[] Write(LimitsHere found) => MapJson.Write(writer =>
    {
        var here = found.Always ?? found.Road;
        writer.WriteStartObject();
        if (found.Always is not null)
            WriteLimit(writer, found.Always);
        else
            writer.WriteString("segment_id", found.Road.Properties.GetProperty("segment_id").GetString());
        if (!found.Conditional.IsEmpty)
        {
            writer.WriteStartArray("conditional");
            foreach (var limit in found.Conditional)
            {
                writer.WriteStartObject();
                WriteLimit(writer, limit);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (found.Default is { } byLaw)
        {
            writer.WritePropertyName("default");
            byLaw.WriteTo(writer);
        }

        writer.WriteNumber("distance_m", Math.Round(here.Here.DistanceM, 1));
        writer.WriteNumber("version", found.Version);
        writer.WriteString("published_at", MapJson.Time(here.Feature.PublishedAt));
        writer.WriteEndObject();
    });

    private static void WriteLimit(Utf8JsonWriter writer, SpeedLimitHere limit)
    {
        writer.WriteString("feature_id", limit.Feature.Id);
        foreach (var property in limit.Properties.EnumerateObject())
            property.WriteTo(writer);
    }
}
