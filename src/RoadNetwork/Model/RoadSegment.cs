using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Model;

/// <summary>
/// A road from one junction to the next, cut out of one OSM way, in the way's order of nodes. Immutable; safe to share.
/// </summary>
public sealed record RoadSegment
{
    /// <summary>Hash of way, end nodes and ordinal.</summary>
    public required SegmentId Id { get; init; }

    /// <summary>The OSM way that the segment is part of.</summary>
    public required long OsmWayId { get; init; }

    /// <summary>The OSM node at the segment's start, in the way's order.</summary>
    public required long OsmFromNodeId { get; init; }

    /// <summary>The OSM node at the segment's end, in the way's order. Equals the start on a loop.</summary>
    public required long OsmToNodeId { get; init; }

    /// <summary>Tells segments of one way between the same two nodes apart, from 0 in the way's order.</summary>
    public int Ordinal { get; init; }

    /// <summary>At least two positions, neighbours never equal, in the way's order.</summary>
    public required ImmutableArray<GeoPoint> Line { get; init; }

    /// <summary>Length of <see cref="Line"/> on the sphere in metres, above 0.</summary>
    public required double LengthM { get; init; }

    /// <summary>The <c>highway</c> class.</summary>
    public required RoadClass Class { get; init; }

    /// <summary>True for ramps and slip roads (<c>*_link</c>).</summary>
    public bool IsLink { get; init; }

    /// <summary>True on a roundabout.</summary>
    public bool IsRoundabout { get; init; }

    /// <summary>True where a car may, at some time, drive in the way's order of nodes.</summary>
    public required bool ForwardAllowed { get; init; }

    /// <summary>True where a car may, at some time, drive against the way's order of nodes. At least one of the two is true.</summary>
    public required bool BackwardAllowed { get; init; }

    /// <summary>
    /// True where a barrier (a bollard, say) stands on the node at the start: nobody drives through it into another
    /// segment, though others may end there too.
    /// </summary>
    public bool BlockedAtFrom { get; init; }

    /// <summary>True where a barrier stands on the node at the end.</summary>
    public bool BlockedAtTo { get; init; }

    /// <summary>The tagged limit in the way's order; null where no tag says one.</summary>
    public SpeedLimit? ForwardLimit { get; init; }

    /// <summary>The tagged limit against the way's order; null where no tag says one.</summary>
    public SpeedLimit? BackwardLimit { get; init; }

    /// <summary>Tagged limits that hold under a condition, in no stated order; empty where there are none.</summary>
    public ImmutableArray<ConditionalLimit> ConditionalLimits { get; init; } = [];

    /// <summary>Who may drive in the way's order of nodes at times that no condition speaks of.</summary>
    public RoadAccess ForwardAccess { get; init; }

    /// <summary>Who may drive against the way's order of nodes at times that no condition speaks of.</summary>
    public RoadAccess BackwardAccess { get; init; }

    /// <summary>Who may drive the road: the more open of the directions that are allowed.</summary>
    public RoadAccess Access => !BackwardAllowed || (ForwardAllowed && ForwardAccess < BackwardAccess) ? ForwardAccess : BackwardAccess;

    /// <summary>What differs from <see cref="ForwardAccess"/> and <see cref="BackwardAccess"/> under a condition; mostly empty.</summary>
    public ImmutableArray<AccessCondition> AccessConditions { get; init; } = [];

    /// <summary>Which default limits the tags put the road under.</summary>
    public LimitZone Zone { get; init; }

    /// <summary>The country in whose law the road lies: ISO 3166-1 in two capitals, or a region of it (<c>BE-VLG</c>); null where it is not known.</summary>
    public string? Country { get; init; }

    /// <summary>Lanes for traffic in the way's order, 0 to 255; null where no tag says.</summary>
    public byte? LanesForward { get; init; }

    /// <summary>Lanes for traffic against the way's order, likewise.</summary>
    public byte? LanesBackward { get; init; }

    /// <summary>Width of the carriageway in metres, in steps of 0.01, above 0 and below 655; null where no tag says.</summary>
    public float? WidthM { get; init; }

    /// <summary>Traffic signs that the map shows, by offset, then code in ordinal order; mostly empty.</summary>
    public ImmutableArray<MappedSign> Signs { get; init; } = [];

    /// <summary>The road's name or, failing that, its number; null where it has neither.</summary>
    public string? Name { get; init; }

    /// <summary>The base-map cell that names the segment's home: the one of its first position.</summary>
    public CellId HomeCell => CellGrid.BaseMap.CellOf(Line[0]);

    /// <summary>True where a car may drive in <paramref name="direction"/> at some time.</summary>
    public bool Allows(TravelDirection direction) =>
        direction == TravelDirection.Forward ? ForwardAllowed : BackwardAllowed;

    /// <summary>The tagged limit in <paramref name="direction"/>; null where no tag says one.</summary>
    public SpeedLimit? LimitIn(TravelDirection direction) =>
        direction == TravelDirection.Forward ? ForwardLimit : BackwardLimit;
}
