using System.Globalization;
using Telemetry.Contracts.Limits;

namespace Telemetry.MapFusion.Facts;

/// <summary>A limit as the members of a JSON object: <c>value</c>, <c>unit</c> and <c>value_kmh</c>, or <c>kind</c>.</summary>
internal static class LimitJson
{
    public static FeatureText Limit(this FeatureText text, SpeedLimit limit) => limit.Kind == SpeedLimitKind.Value
        ? text.Number("value", limit.Value).Text("unit", UnitOf(limit)).Number("value_kmh", limit.ValueKmh ?? 0)
        : text.Text("kind", limit.ToString());

    /// <summary>The limit as an object of its own.</summary>
    public static string Object(SpeedLimit limit) => limit.Kind == SpeedLimitKind.Value
        ? string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"value":{{limit.Value}},"unit":"{{UnitOf(limit)}}","value_kmh":{{limit.ValueKmh}}}""")
        : $$"""{"kind":"{{limit}}"}""";

    private static string UnitOf(SpeedLimit limit) => limit.Unit == SpeedUnit.Mph ? "mph" : "km/h";
}
