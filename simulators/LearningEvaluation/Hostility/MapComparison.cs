using System.Globalization;
using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>
/// Compares what is published in two cases: limits by segment, direction and conditions, lines by how far they moved, everything else by
/// whether it is there. How sure, by how many and since when may differ. A road that is not on the map has moved where it lies more than its
/// standard error beside what it was, and has another extent where an end is 25 m or more away.
/// </summary>
internal static class MapComparison
{
    /// <summary>What the subjects of limits begin with; the segment's id follows.</summary>
    public const string LimitOf = "limit ";

    private const double SameEndsM = 25;

    /// <param name="without">What is published in the one case.</param>
    /// <param name="with">What is published in the other.</param>
    /// <param name="truth">Tells what is true of what is there in the second case; null where nobody asks.</param>
    public static IEnumerable<MapDifference> Compare(
        IReadOnlyList<MapFeature> without, IReadOnlyList<MapFeature> with, TrueMap? truth) =>
    [
        .. CompareLimits(Limits(without, truth), Limits(with, truth)),
        .. CompareLines(Of(without, MapCollection.GeometryUpdates), Of(with, MapCollection.GeometryUpdates), truth),
        .. CompareRoads(Of(without, MapCollection.CandidateRoads), Of(with, MapCollection.CandidateRoads), truth),
        .. ComparePresence(Of(without, MapCollection.Closures), Of(with, MapCollection.Closures), truth),
    ];

    /// <summary>The longest way from a vertex of one line to the nearest place of the other, metres.</summary>
    internal static double AwayM(IReadOnlyList<GeoPoint> line, IReadOnlyList<GeoPoint> from) => line.Max(point =>
    {
        var plane = new LocalProjection(point);
        var nearest = double.PositiveInfinity;
        for (var i = 1; i < from.Count; i++)
            nearest = Math.Min(nearest, FromOriginM(plane.ToPlane(from[i - 1]), plane.ToPlane(from[i])));
        return nearest;
    });

    private static double FromOriginM(PlanarPoint a, PlanarPoint b)
    {
        var d = b - a;
        var share = d.Length > 0 ? Math.Clamp(-(a.X * d.X + a.Y * d.Y) / (d.Length * d.Length), 0, 1) : 0;
        return (a + d * share).Length;
    }

    private static List<MapFeature> Of(IReadOnlyList<MapFeature> features, MapCollection collection) =>
        [.. features.Where(feature => feature.Collection == collection)];

    // By segment, direction and conditions: the limits in order of place, with and without their places.
    private static SortedDictionary<string, LimitsOf> Limits(IReadOnlyList<MapFeature> features, TrueMap? truth)
    {
        var parts = new List<(string Subject, double FromM, string Limit, string Range, bool IsTrue)>();
        foreach (var feature in Of(features, MapCollection.SpeedLimits))
        {
            using var json = JsonDocument.Parse(feature.GeoJson);
            var of = json.RootElement.GetProperty("properties");
            var limit = of.TryGetProperty("kind", out var kind)
                ? kind.GetString()! : $"{of.GetProperty("value").GetRawText()} {of.GetProperty("unit").GetString()}";
            var (from, to) = (of.GetProperty("from_m").GetDouble(), of.GetProperty("to_m").GetDouble());
            var (segment, direction) = (of.GetProperty("segment_id").GetString(), of.GetProperty("direction").GetString());
            parts.Add((
                $"{segment} {direction} {of.GetProperty("conditions").GetRawText()}", from, limit,
                string.Create(CultureInfo.InvariantCulture, $"{from}-{to} {limit}"),
                truth is not null && ServedLimits.HoldsAlways(of) && truth.IsTrue(ServedLimits.Read(of))));
        }

        return new SortedDictionary<string, LimitsOf>(
            parts.GroupBy(part => part.Subject).ToDictionary(group => group.Key, group => new LimitsOf(
                string.Join(", ", group.OrderBy(part => part.FromM).Select(part => part.Limit)),
                string.Join(", ", group.OrderBy(part => part.FromM).Select(part => part.Range)), group.All(part => part.IsTrue))),
            StringComparer.Ordinal);
    }

    private static IEnumerable<MapDifference> CompareLimits(
        SortedDictionary<string, LimitsOf> without, SortedDictionary<string, LimitsOf> with)
    {
        foreach (var subject in without.Keys.Union(with.Keys).Order(StringComparer.Ordinal))
        {
            var (before, after) = (without.GetValueOrDefault(subject), with.GetValueOrDefault(subject));
            if (before?.Ranges == after?.Ranges)
                continue;
            var kind = before is null ? MapDifferenceKind.Appeared : after is null ? MapDifferenceKind.Disappeared
                : before.Limits != after.Limits ? MapDifferenceKind.Limit : MapDifferenceKind.Extent;
            yield return new MapDifference(kind, LimitOf + subject, before?.Ranges ?? "", after?.Ranges ?? "")
            {
                IsTrue = after is { AreTrue: true },
            };
        }
    }

    private static IEnumerable<MapDifference> CompareLines(List<MapFeature> without, List<MapFeature> with, TrueMap? truth)
    {
        foreach (var difference in ComparePresence(without, with, truth))
            yield return difference;
        foreach (var (before, after) in without.Join(with, line => line.Id, line => line.Id, (before, after) => (before, after)))
        {
            var errorM = ErrorOf(before);
            var movedM = Math.Max(AwayM(after.Line, before.Line), AwayM(before.Line, after.Line));
            if (movedM > errorM)
                yield return new MapDifference(
                    MapDifferenceKind.Moved, Name(before), FormattableString.Invariant($"error {errorM:F1} m"),
                    FormattableString.Invariant($"moved {movedM:F1} m"))
                {
                    Line = before.Line, IsTrue = truth is not null && truth.IsTrue(after),
                };
        }
    }

    private static IEnumerable<MapDifference> CompareRoads(List<MapFeature> without, List<MapFeature> with, TrueMap? truth)
    {
        foreach (var road in without)
        {
            var near = with.Where(other => RunsAlong(road, other, ErrorOf(road))).ToList();
            if (near.Count == 0)
                yield return with.Find(other => other.Id == road.Id) is { } moved ? Moved(road, moved, truth) : Gone(road);
            else if (!near.Exists(other => AwayM(road.Line, other.Line) < SameEndsM && AwayM(other.Line, road.Line) < SameEndsM))
                yield return new MapDifference(MapDifferenceKind.Extent, Name(road), road.Id, near[0].Id)
                {
                    Line = road.Line, IsTrue = truth is not null && truth.IsTrue(near[0]),
                };
        }

        foreach (var road in with.Where(road => !without.Exists(other => other.Id == road.Id || RunsAlong(other, road, ErrorOf(other)))))
            yield return Come(road, truth);
    }

    // The part that both have lies in the same place.
    private static bool RunsAlong(MapFeature road, MapFeature other, double errorM) =>
        Beside(road.Line, other.Line, errorM) && Beside(other.Line, road.Line, errorM);

    private static bool Beside(IReadOnlyList<GeoPoint> line, IReadOnlyList<GeoPoint> from, double errorM)
    {
        var between = line.Select(point => (Away: AwayM([point], from), Ends: Math.Min(
            Sphere.DistanceM(point, from[0]), Sphere.DistanceM(point, from[^1]))))
            .Where(place => place.Away < place.Ends - 0.1 || place.Away <= errorM).ToList();
        return between.Count > 0 && between.TrueForAll(place => place.Away <= errorM);
    }

    /// <summary>The standard error that a feature is published with, metres.</summary>
    internal static double ErrorOf(MapFeature feature)
    {
        using var json = JsonDocument.Parse(feature.GeoJson);
        return json.RootElement.GetProperty("properties").GetProperty("standard_error_m").GetDouble();
    }

    private static MapDifference Moved(MapFeature road, MapFeature moved, TrueMap? truth) =>
        new(MapDifferenceKind.Moved, Name(road), road.Id, moved.Id) { Line = road.Line, IsTrue = truth is not null && truth.IsTrue(moved) };

    private static IEnumerable<MapDifference> ComparePresence(
        List<MapFeature> without, List<MapFeature> with, TrueMap? truth) =>
    [
        .. without.Where(feature => !with.Exists(other => other.Id == feature.Id)).Select(Gone),
        .. with.Where(feature => !without.Exists(other => other.Id == feature.Id)).Select(feature => Come(feature, truth)),
    ];

    private static MapDifference Gone(MapFeature feature) =>
        new(MapDifferenceKind.Disappeared, Name(feature), feature.Id, "") { Line = feature.Line };

    private static MapDifference Come(MapFeature feature, TrueMap? truth) =>
        new(MapDifferenceKind.Appeared, Name(feature), "", feature.Id) { Line = feature.Line, IsTrue = truth is not null && truth.IsTrue(feature) };

    private sealed record LimitsOf(string Limits, string Ranges, bool AreTrue);

    private static string Name(MapFeature feature) => $"{feature.Collection} {feature.Id}";
}
