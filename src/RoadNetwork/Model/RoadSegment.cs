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

    /// <summary>True where a car may drive in the way's order of nodes.</summary>
    public required bool ForwardAllowed { get; init; }

    /// <summary>True where a car may drive against the way's order of nodes. At least one of the two is true.</summary>
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

    /// <summary>The road's name or, failing that, its number; null where it has neither.</summary>
    public string? Name { get; init; }

    /// <summary>The base-map cell that names the segment's home: the one of its first position.</summary>
    public CellId HomeCell => CellGrid.BaseMap.CellOf(Line[0]);

    /// <summary>True where a car may drive in <paramref name="direction"/>.</summary>
    public bool Allows(TravelDirection direction) =>
        direction == TravelDirection.Forward ? ForwardAllowed : BackwardAllowed;

    /// <summary>The tagged limit in <paramref name="direction"/>; null where no tag says one.</summary>
    public SpeedLimit? LimitIn(TravelDirection direction) =>
        direction == TravelDirection.Forward ? ForwardLimit : BackwardLimit;
}
