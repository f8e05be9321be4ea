using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Published;

/// <summary>A feature that an accepted publication names.</summary>
/// <param name="Grain">The publisher.</param>
/// <param name="Feature">The feature.</param>
/// <param name="ReceivedAt">The publication's.</param>
internal sealed record NamedFeature(GrainId Grain, MapFeature Feature, DateTimeOffset? ReceivedAt)
{
    /// <summary>The box around the feature's line.</summary>
    public GeoBox Box { get; } = GeoBox.Around(Feature.Line.AsSpan());
}
