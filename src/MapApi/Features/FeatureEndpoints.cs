using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Telemetry.HttpHosting.Problems;
using Telemetry.MapApi.Http;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Published;

namespace Telemetry.MapApi.Features;

/// <summary>The items of the collections, after OGC API – Features, Part 1 (OGC 17-069r4).</summary>
internal static class FeatureEndpoints
{
    private const int DefaultLimit = 1000;
    private const int LargestLimit = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/collections/{collection}/items", ListAsync)
            .WithName("getFeatures").WithSummary("Features of a collection, in order of id")
            .WithDescription(
                "Query: bbox=west,south,east,north; limit (1 to 10,000, default 1,000); cursor as the `next` link gives it. " +
                "A walk along the `next` links meets every feature once while the map changes.");
        routes.MapGet("/collections/{collection}/items/{id}", FindAsync)
            .WithName("getFeature").WithSummary("One feature");
    }

    private static async Task<IResult> ListAsync(
        string collection, HttpContext context, IPublishedMap map, CancellationToken cancellationToken)
    {
        if (!MapCollections.TryParse(collection, out var known))
            return NoSuchCollection(collection);
        var query = new QueryReader(context.Request.Query);
        var box = query.Box("bbox");
        var limit = (int)query.Whole("limit", DefaultLimit, 1, LargestLimit);
        var after = ReadCursor(query);
        if (query.Error is { } error)
            return error;
        if (VersionTag.IsHeld(context, await map.FindNewestVersionAsync(cancellationToken)))
            return Results.StatusCode(StatusCodes.Status304NotModified);

        // One more than asked for tells whether there is a next page.
        var found = await map.QueryAsync(new FeatureQuery(known, box, after, limit + 1), cancellationToken);
        var page = found.Count > limit ? found.Take(limit).ToList() : found;
        var next = found.Count > limit ? NextLink(context.Request, page[^1].Id) : null;
        return Results.Bytes(WritePage(context.Request, page, next), MapJson.GeoJsonType);
    }

    private static async Task<IResult> FindAsync(
        string collection, string id, HttpContext context, IPublishedMap map, CancellationToken cancellationToken)
    {
        if (!MapCollections.TryParse(collection, out var known))
            return NoSuchCollection(collection);
        if (await map.FindAsync(known, id, cancellationToken) is not { } feature)
            return Problem.NotFound($"The collection {collection} has no feature {id}.");

        return VersionTag.IsHeld(context, feature.Version)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(Encoding.UTF8.GetBytes(MapJson.Served(feature)), MapJson.GeoJsonType);
    }

    internal static IResult NoSuchCollection(string name) => Problem.NotFound(
        $"There is no collection {name}. There are: {string.Join(", ", MapCollections.All.Select(known => known.Name()))}.");

    private static string? ReadCursor(QueryReader query)
    {
        const string Field = "cursor";
        if (query.Single(Field) is not { } text)
            return null;
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text));
        }
        catch (FormatException)
        {
            query.Refuse(Field, "is not one that a `next` link gave.");
            return null;
        }
    }

    private static string NextLink(HttpRequest request, string lastId)
    {
        var kept = request.Query
            .Where(entry => entry.Key != "cursor")
            .SelectMany(entry => entry.Value, (entry, value) => KeyValuePair.Create(entry.Key, value))
            .Append(KeyValuePair.Create("cursor", (string?)WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(lastId))));
        return $"{Root(request)}{request.Path}{QueryString.Create(kept)}";
    }

    private static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";

    private static byte[] WritePage(HttpRequest request, IReadOnlyList<PublishedFeature> page, string? next) =>
        MapJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "FeatureCollection");
            writer.WriteNumber("numberReturned", page.Count);
            writer.WriteStartArray("links");
            WriteLink(writer, "self", $"{Root(request)}{request.Path}{request.QueryString}");
            if (next is not null)
                WriteLink(writer, "next", next);
            writer.WriteEndArray();
            writer.WriteStartArray("features");
            foreach (var feature in page)
                writer.WriteRawValue(MapJson.Served(feature), skipInputValidation: true);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static void WriteLink(Utf8JsonWriter writer, string relation, string address)
    {
        writer.WriteStartObject();
        writer.WriteString("rel", relation);
        writer.WriteString("type", MapJson.GeoJsonType);
        writer.WriteString("href", address);
        writer.WriteEndObject();
    }
}
