using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Town;

/// <summary>What a generated way is tagged with.</summary>
internal sealed record WayTags(RoadClass Class, string? Name, int? LimitKmh)
{
    public bool IsOneWay { get; init; }

    public bool IsLink { get; init; }

    public bool IsRoundabout { get; init; }

    public SpeedLimit? Limit => LimitKmh is { } value ? SpeedLimit.Kmh(value) : null;
}
