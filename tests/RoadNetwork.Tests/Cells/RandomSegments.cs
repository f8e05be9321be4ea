using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Cells;

/// <summary>Segments with anything in them that the model allows.</summary>
internal static class RandomSegments
{
    public static Arbitrary<ImmutableArray<RoadSegment>> Sets { get; } = Gen.Select(Segment().ListOf(), segments =>
        segments.DistinctBy(s => s.Id).OrderBy(s => s.Id).ToImmutableArray()).ToArbitrary();

    /// <summary>Cells of one id.</summary>
    public static Arbitrary<RoadCell> Cells { get; } =
        (from segments in Sets.Generator
         from turns in Turns(segments)
         select new RoadCell(new CellId(2_800, 4_100), segments) { TurnRestrictions = turns }).ToArbitrary();

    private static Gen<RoadSegment> Segment() =>
        from way in Longs()
        from nodes in Longs().Two()
        from ordinal in Gen.Choose(0, 3)
        from line in Line()
        from marks in Gen.Choose(0, 255)
        from roadClass in Gen.Elements(Enum.GetValues<RoadClass>())
        from limits in Limit().Two()
        from name in Gen.Elements(null, "", "Hauptstraße", "B 3", "高速", "a")
        let bare = new RoadSegment
        {
            Id = SegmentIds.Of(way, nodes.Item1, nodes.Item2, ordinal),
            OsmWayId = way,
            OsmFromNodeId = nodes.Item1,
            OsmToNodeId = nodes.Item2,
            Ordinal = ordinal,
            Line = line,
            LengthM = Sphere.LengthM(line.AsSpan()),
            Class = roadClass,
            IsLink = (marks & 1) != 0,
            IsRoundabout = (marks & 2) != 0,
            ForwardAllowed = (marks & 4) != 0,
            BackwardAllowed = (marks & 8) != 0 || (marks & 4) == 0,
            BlockedAtFrom = (marks & 16) != 0,
            BlockedAtTo = (marks & 32) != 0,
            ForwardLimit = limits.Item1,
            BackwardLimit = limits.Item2,
            Name = name,
        }
        from segment in Gen.OneOf(Gen.Constant(bare), WithDetails(bare))
        select segment;

    private static Gen<RoadSegment> WithDetails(RoadSegment segment) =>
        from limits in ConditionalLimit().ListOf()
        from accesses in Gen.Elements(Enum.GetValues<RoadAccess>()).Two()
        from conditions in AccessCondition().ListOf()
        from zone in Gen.Elements(Enum.GetValues<LimitZone>())
        from lanes in Gen.Choose(-1, 255).Select(n => n < 0 ? null : (byte?)n).Two()
        from width in Gen.Choose(0, 65_535).Select(cm => cm < 1_000 ? null : (float?)(cm / 100f))
        from signs in Sign(segment).ListOf()
        from country in Gen.Elements(null, "DE", "FI")
        select segment with
        {
            ConditionalLimits = [.. limits],
            ForwardAccess = accesses.Item1,
            BackwardAccess = accesses.Item2,
            AccessConditions = [.. conditions],
            Zone = zone,
            LanesForward = lanes.Item1,
            LanesBackward = lanes.Item2,
            WidthM = width,
            Signs = [.. signs],
            Country = country,
        };

    private static Gen<ConditionalLimit> ConditionalLimit() =>
        from direction in Direction()
        from limit in Limit().Where(limit => limit is not null)
        from condition in Condition()
        select new ConditionalLimit(direction, limit.Value, condition);

    private static Gen<AccessCondition> AccessCondition() =>
        from direction in Direction()
        from access in Gen.Elements(Enum.GetValues<RoadAccess>())
        from condition in Condition()
        select new AccessCondition(direction, access, condition);

    private static Gen<MappedSign> Sign(RoadSegment segment) =>
        from step in Gen.Choose(0, (int)Math.Round(segment.LengthM * 10))
        from direction in Gen.Elements<TravelDirection?>(null, TravelDirection.Forward, TravelDirection.Backward)
        from code in Gen.Elements("DE:274[30]", "maxspeed", "a")
        from limit in Limit()
        select new MappedSign(step / 10.0, direction, code, limit);

    private static Gen<TravelDirection> Direction() => Gen.Elements(Enum.GetValues<TravelDirection>());

    private static Gen<string> Condition() => Gen.Elements("wet", "22:00-06:00", "Mo-Fr 06:00-20:00 AND wet", "a");

    /// <summary>Turns over segments, some of which are in the cell.</summary>
    public static Gen<ImmutableArray<TurnRestriction>> Turns(ImmutableArray<RoadSegment> segments)
    {
        var step =
            from id in Gen.OneOf(Longs().Select(id => new SegmentId((ulong)id)), Gen.Elements([default, .. segments.Select(s => s.Id)]))
            from direction in Direction()
            select new DirectedSegment(id, direction);
        var turn =
            from path in step.NonEmptyListOf()
            from last in step
            from relation in Longs()
            from condition in Gen.OneOf(Gen.Constant<string?>(null), Condition().Select(text => (string?)text))
            select new TurnRestriction([.. path, last], relation, condition);
        return turn.ListOf().Select(turns => turns.Distinct().Order().ToImmutableArray());
    }

    private static Gen<long> Longs() => Gen.OneOf(
        Gen.Choose(1, int.MaxValue).Select(id => (long)id), Gen.Elements(long.MinValue, long.MaxValue, -1, 0, 9_000_000_000));

    private static Gen<ImmutableArray<GeoPoint>> Line() =>
        from start in Gen.Choose(-1_799_000_000, 1_799_000_000).Zip(Gen.Choose(-850_000_000, 850_000_000))
        from steps in Gen.Choose(1, 20_000).Zip(Gen.Choose(-20_000, 20_000)).NonEmptyListOf()
        select steps.Aggregate(
            ImmutableArray.Create(new GeoPoint(start.Item1, start.Item2)),
            (line, step) => line.Add(new GeoPoint(line[^1].LonE7 + step.Item1, line[^1].LatE7 + step.Item2)));

    private static Gen<SpeedLimit?> Limit() => Gen.OneOf(
        Gen.Elements<SpeedLimit?>(null, SpeedLimit.Unlimited, SpeedLimit.Variable),
        Gen.Choose(1, 250).Select(value => (SpeedLimit?)SpeedLimit.Kmh(value)),
        Gen.Choose(1, 250).Select(value => (SpeedLimit?)SpeedLimit.Mph(value)));

    /// <summary>What two equal segments have equal, lines by their points.</summary>
    public static object Comparable(RoadSegment segment) =>
        (segment with { Line = [], ConditionalLimits = [], AccessConditions = [], Signs = [] }, string.Join(' ', segment.Line),
            string.Join(' ', segment.ConditionalLimits), string.Join(' ', segment.AccessConditions), string.Join(' ', segment.Signs));
}
