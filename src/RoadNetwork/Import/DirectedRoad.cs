using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>A segment as driven.</summary>
internal readonly record struct DirectedRoad(RoadSegment Segment, TravelDirection Direction)
{
    private bool IsForward => Direction == TravelDirection.Forward;

    public long FromNode => IsForward ? Segment.OsmFromNodeId : Segment.OsmToNodeId;

    public long ToNode => IsForward ? Segment.OsmToNodeId : Segment.OsmFromNodeId;

    public DirectedSegment Id => new(Segment.Id, Direction);

    /// <summary>True where cars may drive so and no barrier stands where the segment begins.</summary>
    public bool CanBeEntered => Segment.Allows(Direction) && !(IsForward ? Segment.BlockedAtFrom : Segment.BlockedAtTo);

    /// <summary>True where cars may drive so and no barrier stands where the segment ends.</summary>
    public bool CanBeLeft => Segment.Allows(Direction) && !(IsForward ? Segment.BlockedAtTo : Segment.BlockedAtFrom);

    public double BearingAtStartDeg =>
        IsForward ? Sphere.BearingDeg(Segment.Line[0], Segment.Line[1]) : Sphere.BearingDeg(Segment.Line[^1], Segment.Line[^2]);

    public double BearingAtEndDeg =>
        IsForward ? Sphere.BearingDeg(Segment.Line[^2], Segment.Line[^1]) : Sphere.BearingDeg(Segment.Line[1], Segment.Line[0]);
}
