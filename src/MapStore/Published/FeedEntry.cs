using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Published;

/// <summary>A feature's current state in memory, which is also its only line in the change feed. Immutable.</summary>
internal sealed record FeedEntry
{
    /// <summary>Which feature.</summary>
    public required FeatureKey Key { get; init; }

    /// <summary>The grain that published it last.</summary>
    public required GrainId Grain { get; init; }

    /// <summary>Its canonical GeoJSON; null once deleted.</summary>
    public required string? GeoJson { get; init; }

    /// <summary>Its line; empty once deleted.</summary>
    public required ImmutableArray<GeoPoint> Line { get; init; }

    /// <summary>The union of all boxes it ever had.</summary>
    public required GeoBox Reach { get; init; }

    /// <summary>The version that last changed it.</summary>
    public required long Version { get; init; }

    /// <summary>When that was.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When the newest frame behind it was received.</summary>
    public required DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>As a line of the feed; to a reader with a box, what lies outside it is deleted.</summary>
    public MapChange ToChange(GeoBox? box)
    {
        var upsert = GeoJson is not null && (box is not { } within || LineGeometry.Meets(Line.AsSpan(), within));
        return new MapChange(
            Version, Key.Collection, Key.Id, upsert ? ChangeOperation.Upsert : ChangeOperation.Delete,
            upsert ? GeoJson : null, PublishedAt, ReceivedAt);
    }

    /// <summary>As a feature of the map.</summary>
    /// <exception cref="InvalidOperationException">It is deleted.</exception>
    public PublishedFeature ToFeature() => new(
        Key.Collection, Key.Id, GeoJson ?? throw new InvalidOperationException($"{Key} is deleted."), Version, PublishedAt);
}
