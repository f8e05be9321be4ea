using Telemetry.MapApi.Features;
using Telemetry.MapApi.Http;
using Telemetry.MapFusion.Facts;

namespace Telemetry.MapApi.Landing;

/// <summary>What the service is and holds, after OGC API – Features, Part 1, clause 7.</summary>
internal static class LandingEndpoints
{
    private const string Attribution = "Base map © OpenStreetMap contributors, ODbL 1.0";
    private const string JsonType = "application/json";

    private static readonly string[] s_conformance =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Landing).WithName("getLandingPage").WithSummary("What is here");
        routes.MapGet("/conformance", () => Results.Json(new { conformsTo = s_conformance }))
            .WithName("getConformance").WithSummary("Conformance classes");
        routes.MapGet("/collections", Collections).WithName("getCollections").WithSummary("The collections");
        routes.MapGet("/collections/{collection}", Collection).WithName("describeCollection").WithSummary("One collection");
    }

    private static IResult Landing(HttpRequest request)
    {
        var root = Root(request);
        return Results.Json(new
        {
            title = "Car-as-a-sensor map",
            description = "Speed limits, road geometry and road changes as learned from vehicles.",
            attribution = Attribution,
            links = new[]
            {
                Link(root, "self", "/", JsonType), Link(root, "conformance", "/conformance", JsonType),
                Link(root, "data", "/collections", JsonType),
                Link(root, "service-desc", "/api", "application/vnd.oai.openapi+json;version=3.0"),
                Link(root, "updates", "/v1/updates", JsonType),
                Link(root, "updates-stream", "/v1/updates/stream", "text/event-stream"),
            },
        });
    }

    private static IResult Collections(HttpRequest request) => Results.Json(new
    {
        links = new[] { Link(Root(request), "self", "/collections", JsonType) },
        collections = MapCollections.All.Select(collection => Describe(Root(request), collection)),
    });

    private static IResult Collection(string collection, HttpRequest request) =>
        MapCollections.TryParse(collection, out var known)
            ? Results.Json(Describe(Root(request), known))
            : FeatureEndpoints.NoSuchCollection(collection);

    private static object Describe(string root, MapCollection collection)
    {
        var path = $"/collections/{collection.Name()}";
        return new
        {
            id = collection.Name(),
            title = Title(collection),
            attribution = Attribution,
            itemType = "feature",
            crs = new[] { "http://www.opengis.net/def/crs/OGC/1.3/CRS84" },
            links = new[] { Link(root, "self", path, JsonType), Link(root, "items", $"{path}/items", MapJson.GeoJsonType) },
        };
    }

    private static string Title(MapCollection collection) => collection switch
    {
        MapCollection.CandidateRoads => "Roads that are driven and missing on the base map",
        MapCollection.Closures => "Base segments that are no longer driven",
        MapCollection.GeometryUpdates => "Corrected lines of base segments",
        MapCollection.RoadSegments => "The base map's road segments",
        _ => "Every speed limit in effect, learned and base",
    };

    private static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";

    private static object Link(string root, string relation, string path, string type) =>
        new { rel = relation, href = root + path, type };
}
