using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Cells;

/// <summary>Segments with anything in them that the model allows.</summary>
internal static class RandomSegments
{
    public static Arbitrary<ImmutableArray<RoadSegment>> Sets { get; } = Gen.Select(Segment().ListOf(), segments =>
        segments.DistinctBy(s => s.Id).OrderBy(s => s.Id).ToImmutableArray()).ToArbitrary();

    private static Gen<RoadSegment> Segment() =>
        from way in Longs()
        from nodes in Longs().Two()
        from ordinal in Gen.Choose(0, 3)
        from line in Line()
        from marks in Gen.Choose(0, 255)
        from roadClass in Gen.Elements(Enum.GetValues<RoadClass>())
        from limits in Limit().Two()
        from name in Gen.Elements(null, "", "Hauptstraße", "B 3", "高速", "a")
        select new RoadSegment
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
        };

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
        (segment with { Line = [] }, string.Join(' ', segment.Line));
}
