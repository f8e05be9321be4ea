using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.World.Schedule;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.World.Truth;

/// <summary>Every true limit of a world, over time. Immutable; safe to share.</summary>
public sealed class TrueLimits
{
    private static readonly TravelDirection[] Directions = [TravelDirection.Forward, TravelDirection.Backward];

    private readonly IReadOnlyList<RoadSegment> _truth;
    private readonly Dictionary<SegmentId, RoadSegment> _byId;
    private readonly ILookup<(SegmentId, TravelDirection), InnerLimit> _inner;
    private readonly ILookup<SegmentId, WorldChange> _changes;

    internal TrueLimits(IReadOnlyList<RoadSegment> truth, IEnumerable<InnerLimit> inner, WorldSchedule schedule)
    {
        _truth = truth;
        _byId = truth.ToDictionary(segment => segment.Id);
        _inner = inner.ToLookup(limit => (limit.Segment, limit.Direction));
        _changes = schedule.Changes.Where(change => change.Kind == WorldChangeKind.Limit).ToLookup(change => change.Segment);
    }

    /// <summary>All of them: by road in the truth's order, direction, time and place, plain limits before conditional ones.</summary>
    public IEnumerable<TrueLimit> All() =>
        from segment in _truth
        from direction in Directions
        where segment.Allows(direction)
        from limit in Of(segment, direction)
        select limit;

    /// <summary>
    /// The plain limits of a road in a direction at a moment, by place; together as long as the road. Empty for an unknown
    /// road and a direction that nobody may drive.
    /// </summary>
    public IReadOnlyList<TrueLimit> At(SegmentId segment, TravelDirection direction, DateTimeOffset at) =>
        _byId.TryGetValue(segment, out var road) && road.Allows(direction)
            ? [.. Of(road, direction).Where(l => l.Condition is null && !(at < l.FromUtc) && !(at >= l.UntilUtc))]
            : [];

    /// <summary>True where the plain limit changes while vehicles drive.</summary>
    public bool Changes(SegmentId segment, TravelDirection direction) =>
        _changes[segment].Any(change => change.Concerns(direction));

    private IEnumerable<TrueLimit> Of(RoadSegment road, TravelDirection direction)
    {
        var changes = _changes[road.Id].Where(change => change.Concerns(direction)).ToList();
        foreach (var part in AtFirst(road, direction))
            yield return part with { UntilUtc = changes.Count > 0 ? changes[0].AtUtc : null };
        for (var i = 0; i < changes.Count; i++)
            yield return new TrueLimit(
                road.Id, direction, 0, road.LengthM, changes[i].Limit!.Value, null, changes[i].AtUtc,
                i + 1 < changes.Count ? changes[i + 1].AtUtc : null);
        foreach (var limit in road.ConditionalLimits)
        {
            if (limit.Direction == direction)
                yield return new TrueLimit(road.Id, direction, 0, road.LengthM, limit.Limit, limit.Condition, null, null);
        }
    }

    private IEnumerable<TrueLimit> AtFirst(RoadSegment road, TravelDirection direction)
    {
        var plain = road.LimitIn(direction)!.Value;
        TrueLimit Part(double fromM, double toM, Contracts.Limits.SpeedLimit limit) =>
            new(road.Id, direction, fromM, toM, limit, null, null, null);
        InnerLimit? inner = _inner[(road.Id, direction)].Select(limit => (InnerLimit?)limit).FirstOrDefault();
        return inner is not { } other ? [Part(0, road.LengthM, plain)]
            : direction == TravelDirection.Forward
                ? [Part(0, other.AlongM, plain), Part(other.AlongM, road.LengthM, other.Limit)]
                : [Part(0, road.LengthM - other.AlongM, other.Limit), Part(road.LengthM - other.AlongM, road.LengthM, plain)];
    }
}
