using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.MapFusion.Facts;

namespace Telemetry.LearningEvaluation.Geometry;

/// <summary>A corrected line that a platform publishes.</summary>
/// <param name="Line">The line.</param>
/// <param name="StandardErrorM">Its standard error.</param>
public sealed record PublishedLine(IReadOnlyList<GeoPoint> Line, double StandardErrorM)
{
    /// <summary>The line of a base segment; null where none is published.</summary>
    public static PublishedLine? Of(LearningPlatform platform, int segment)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var feature = platform.FactsOf(segment).FirstOrDefault(feature => feature.Collection == MapCollection.GeometryUpdates);
        if (feature is null)
            return null;
        using var json = JsonDocument.Parse(feature.GeoJson);
        return new PublishedLine(
            feature.Line, json.RootElement.GetProperty("properties").GetProperty("standard_error_m").GetDouble());
    }
}
