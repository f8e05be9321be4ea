using System.Collections.Immutable;

namespace Telemetry.RoadNetwork.Model;

/// <summary>
/// A turn that cars may not make: driving the whole of a path of segments in a row, its first, any in between and its last.
/// What OSM says as a prescribed turn (<c>only_…</c>) is held as the turns that it forbids. Immutable; safe to share. Ordered
/// by path, then condition (none first), then relation.
/// </summary>
/// <param name="Path">At least two segments as driven, each beginning where the one before ends.</param>
/// <param name="OsmRelationId">The relation that says so.</param>
/// <param name="Condition">
/// When it holds, in the spelling of <see cref="ConditionalLimit.Condition"/>; null where it always holds. A router that does
/// not know the hour must take a turn with a condition for allowed.
/// </param>
public sealed record TurnRestriction(ImmutableArray<DirectedSegment> Path, long OsmRelationId, string? Condition)
    : IComparable<TurnRestriction>
{
    /// <inheritdoc/>
    public int CompareTo(TurnRestriction? other)
    {
        if (other is null)
            return 1;
        if (Path.AsSpan().SequenceCompareTo(other.Path.AsSpan()) is not 0 and var byPath)
            return byPath;
        return string.CompareOrdinal(Condition, other.Condition) is not 0 and var byCondition
            ? byCondition
            : OsmRelationId.CompareTo(other.OsmRelationId);
    }

    /// <inheritdoc/>
    public bool Equals(TurnRestriction? other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path[0], Path[^1], Path.Length, OsmRelationId);
}
