using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.World.Truth;

/// <summary>A true limit: where, which, under what condition and when.</summary>
/// <param name="Segment">The road.</param>
/// <param name="Direction">The direction of travel.</param>
/// <param name="FromM">Where it begins, metres along the true road in the way's order.</param>
/// <param name="ToM">Where it ends, above <paramref name="FromM"/>.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Condition">When it goes before the plain limit, as OSM spells it; null for the plain one.</param>
/// <param name="FromUtc">Since when; null for always.</param>
/// <param name="UntilUtc">Until when, that moment not included; null for good.</param>
public readonly record struct TrueLimit(
    SegmentId Segment, TravelDirection Direction, double FromM, double ToM, SpeedLimit Limit, string? Condition,
    DateTimeOffset? FromUtc, DateTimeOffset? UntilUtc);
