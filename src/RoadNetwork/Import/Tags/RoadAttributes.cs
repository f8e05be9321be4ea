using System.Collections.Immutable;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>What a drivable way's tags say, the same for all segments cut out of it. Nothing is said of directions that no car may drive.</summary>
internal readonly record struct RoadAttributes
{
    /// <summary>The <c>highway</c> class.</summary>
    public required RoadClass Class { get; init; }

    /// <summary>True for <c>*_link</c>.</summary>
    public bool IsLink { get; init; }

    /// <summary>True for <c>junction=roundabout</c> and <c>circular</c>.</summary>
    public bool IsRoundabout { get; init; }

    /// <summary>Cars may, at some time, drive in the way's order.</summary>
    public bool Forward { get; init; }

    /// <summary>Cars may, at some time, drive against it.</summary>
    public bool Backward { get; init; }

    /// <summary>The limit in the way's order; null where it is not tagged.</summary>
    public SpeedLimit? ForwardLimit { get; init; }

    /// <summary>The limit against it, likewise.</summary>
    public SpeedLimit? BackwardLimit { get; init; }

    /// <summary>Limits that hold at times.</summary>
    public ImmutableArray<ConditionalLimit> ConditionalLimits { get; init; }

    /// <summary>Who may drive in the way's order.</summary>
    public RoadAccess ForwardAccess { get; init; }

    /// <summary>Who may drive against it.</summary>
    public RoadAccess BackwardAccess { get; init; }

    /// <summary>What differs from that at times.</summary>
    public ImmutableArray<AccessCondition> AccessConditions { get; init; }

    /// <summary>The zone that the tags name.</summary>
    public LimitZone Zone { get; init; }

    /// <summary>The country that the tags name; null where they name none.</summary>
    public string? Country { get; init; }

    /// <summary>Lanes in the way's order; null where not known.</summary>
    public byte? LanesForward { get; init; }

    /// <summary>Lanes against it, likewise.</summary>
    public byte? LanesBackward { get; init; }

    /// <summary>Width in metres; null where not known.</summary>
    public float? WidthM { get; init; }

    /// <summary><c>name</c> or else <c>ref</c>.</summary>
    public string? Name { get; init; }
}
