using System.Collections.Immutable;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>What a way's tags say of limits for cars.</summary>
/// <param name="Forward">The limit in the way's order; null where none is tagged.</param>
/// <param name="Backward">The limit against it, likewise.</param>
/// <param name="Conditional">Limits that hold at times.</param>
/// <param name="Zone">The zone named.</param>
/// <param name="Country">The country named; null where none is.</param>
internal readonly record struct RoadLimits(
    SpeedLimit? Forward, SpeedLimit? Backward, ImmutableArray<ConditionalLimit> Conditional, LimitZone Zone, string? Country);
