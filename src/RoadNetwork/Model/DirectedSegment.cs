using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;

namespace Telemetry.RoadNetwork.Model;

/// <summary>A base segment as driven.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Direction">The direction of travel.</param>
public readonly record struct DirectedSegment(SegmentId Id, TravelDirection Direction) : IComparable<DirectedSegment>
{
    /// <inheritdoc/>
    public int CompareTo(DirectedSegment other) =>
        Id.CompareTo(other.Id) is not 0 and var order ? order : Direction.CompareTo(other.Direction);

    /// <summary>The segment's id and <c>+</c> or <c>-</c> for the direction.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}{(Direction == TravelDirection.Forward ? '+' : '-')}");
}
