using System.Text.Json;
using Telemetry.MapStore.Published;

namespace Telemetry.MapApi.SpeedLimits;

/// <summary>A published feature near a place.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Here">Its line seen from the place.</param>
internal sealed record SpeedLimitHere(PublishedFeature Feature, JsonElement Properties, RoadHere Here);
