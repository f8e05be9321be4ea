using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Graph;

/// <summary>Small random networks around a place: nodes scattered over a square, bent segments between random nodes.</summary>
internal static class RandomNetwork
{
    public static ImmutableArray<RoadSegment> Draw(int seed, int nodes, int segments, double sideM, double lonDeg = 8.7)
    {
        var random = new Random(seed);
        var projection = new LocalProjection(GeoPoint.FromDegrees(lonDeg, 49.4));
        GeoPoint Somewhere() => projection.ToGeo(new PlanarPoint(random.NextDouble() * sideM, random.NextDouble() * sideM));
        var places = Enumerable.Range(0, nodes).Select(_ => Somewhere()).ToArray();
        return [.. Enumerable.Range(1, segments).Select(way =>
        {
            int from = random.Next(nodes), to = random.Next(nodes);
            ImmutableArray<GeoPoint> line = random.Next(2) == 0 && from != to
                ? [places[from], places[to]]
                : [places[from], Somewhere(), places[to]];
            var oneway = random.Next(3);
            return new RoadSegment
            {
                Id = SegmentIds.Of(way, from + 1, to + 1, 0), OsmWayId = way, OsmFromNodeId = from + 1, OsmToNodeId = to + 1,
                Line = line, LengthM = Sphere.LengthM(line.AsSpan()), Class = RoadClass.Residential,
                ForwardAllowed = oneway != 1, BackwardAllowed = oneway != 2,
            };
        })];
    }
}
