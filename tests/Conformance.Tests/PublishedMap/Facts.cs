using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;

namespace Telemetry.Conformance.Tests.PublishedMap;

/// <summary>Short hand for publications. Positions are in whole units of 0.001 degrees from 8.6 E, 49.4 N.</summary>
internal static class Facts
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static GrainId Segment(ulong id) => new(GrainKind.Segment, id);

    public static GeoPoint At(int x, int y) => new(86_000_000 + x * 10_000, 494_000_000 + y * 10_000);

    public static GeoBox Box(int west, int south, int east, int north) =>
        GeoBox.Around([At(west, south), At(east, north)]);

    /// <summary>A line one unit long that starts at x, y.</summary>
    public static MapFeature Feature(
        string id, int x = 0, int y = 0, string text = "", MapCollection collection = MapCollection.SpeedLimits)
    {
        ImmutableArray<GeoPoint> line = [At(x, y), At(x + 1, y)];
        return new MapFeature(collection, id, line, $$"""{"id":"{{id}}","at":"{{line[0]}}","text":"{{text}}"}""");
    }

    public static Publication By(GrainId grain, long evidence, params MapFeature[] features) =>
        new(grain, new MapRevision(1, evidence), features, null);
}
