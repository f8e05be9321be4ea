using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Roads that the base map lacks, from tracks of one cell. The longest track leads; those that run beside it, either way,
/// follow; where enough vehicles do, the road lies at the median of their distances from the leader.
/// </summary>
internal sealed class CandidateFacts(CellId cell, RoadGraph roads, FusionOptions options)
{
    private const double StationM = 20;
    private const double ShortestM = 40;
    // Nearer to a road it is that road, drawn in the wrong place.
    private const double OnRoadM = 20;
    private const double JoinM = 40;
    private const double MostOnRoad = 0.5;

    private readonly LocalProjection _plane = new(CornerOf(cell));

    public IEnumerable<MapFeature> Derive(SortedDictionary<int, CellDay> days)
    {
        var open = Tracks(days);
        var found = new List<(List<GeoPoint> Line, List<OffRoadTrack> Members)>();
        while (open.Count > 0)
        {
            var leader = open[0];
            var members = open.Where(track => track == leader || track.RunsBeside(leader)).ToList();
            open.RemoveAll(members.Contains);
            if (IsEnough(members) && LineOf(leader, members) is { } line)
                found.Add((line, members));
        }

        var number = 0;
        foreach (var (line, members) in found.OrderBy(road => road.Line[0].LonE7).ThenBy(road => road.Line[0].LatE7)
            .ThenBy(road => road.Line[^1].LonE7).ThenBy(road => road.Line[^1].LatE7))
            yield return Feature(line, members, number++);
    }

    // Longest first; ties by day and pseudonym, then as the evidence orders one vehicle's tracks.
    private List<OffRoadTrack> Tracks(SortedDictionary<int, CellDay> days) =>
        [.. days.SelectMany(day => day.Value.Tracks.Select(track => new OffRoadTrack(
                Contribution.EpochOf(day.Key), track.Vehicle, track.Fleet, day.Key,
                [.. track.Points.Select(_plane.ToPlane)])))
            .OrderByDescending(track => track.LengthM).ThenBy(track => track.Day).ThenBy(track => track.Vehicle)];

    private bool IsEnough(IEnumerable<OffRoadTrack> tracks) => tracks.GroupBy(track => track.Epoch).Any(epoch =>
        epoch.DistinctBy(track => track.Vehicle).Count() >= options.MinVehicles &&
        epoch.DistinctBy(track => track.Fleet).Count() >= options.MinFleets);

    private List<GeoPoint>? LineOf(OffRoadTrack leader, List<OffRoadTrack> members)
    {
        var stations = new List<PlanarPoint>();
        var best = stations;
        for (var at = 0.0; at <= leader.LengthM; at += StationM)
        {
            if (OffsetAt(leader, members, at) is { } offset)
            {
                stations.Add(leader.PointBeside(at, offset));
                best = stations.Count > best.Count ? stations : best;
            }
            else
                stations = [];
        }

        var line = best.Select(point => LearnedStep.Round(_plane.ToGeo(point))).Distinct().ToList();
        if (line.Count < 2 || Sphere.LengthM([.. line]) < ShortestM || line.Count(IsOnRoad) > MostOnRoad * line.Count)
            return null;
        // One road, not one per direction: it begins at its smaller end.
        if ((line[^1].LonE7, line[^1].LatE7).CompareTo((line[0].LonE7, line[0].LatE7)) < 0)
            line.Reverse();
        return line;
    }

    private double? OffsetAt(OffRoadTrack leader, List<OffRoadTrack> members, double alongM)
    {
        var here = new List<OffRoadTrack>();
        var byVehicle = new SortedDictionary<(int, ulong), List<double>>();
        foreach (var member in members)
        {
            // The member's point across from the station: its nearest point, seen from the leader.
            var station = leader.PointAt(alongM);
            if (member.Project(station) is not { } place ||
                leader.Project(member.PointAt(place.AlongM)) is not { } seen)
                continue;
            here.Add(member);
            if (!byVehicle.TryGetValue((member.Epoch, member.Vehicle), out var offsets))
                byVehicle.Add((member.Epoch, member.Vehicle), offsets = []);
            offsets.Add(seen.RightM);
        }

        return IsEnough(here) ? Median.Of([.. byVehicle.Values.Select(offsets => Median.Of(offsets))]) : null;
    }

    private bool IsOnRoad(GeoPoint point)
    {
        var near = new List<NearSegment>();
        roads.FindNear(point, OnRoadM, near);
        return near.Count > 0;
    }

    private MapFeature Feature(List<GeoPoint> line, List<OffRoadTrack> members, int number)
    {
        var joins = new[] { line[0], line[^1] }.Select(NearestRoad).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var vehicles = members.GroupBy(track => track.Epoch).Max(epoch => epoch.DistinctBy(track => track.Vehicle).Count());
        var id = string.Create(CultureInfo.InvariantCulture, $"{GrainId.Of(cell)}-{number}");
        return new FeatureText(MapCollection.CandidateRoads, id, line)
            .Raw("length_m", Quantised.Metres(Sphere.LengthM([.. line])))
            .Raw("joins", "[" + string.Join(',', joins.Select(join => $"\"{join}\"")) + "]")
            .Number("vehicles", Quantised.Count(vehicles))
            .Number("passes", Quantised.Count(members.Count))
            .Text("first_seen", Quantised.Day(members.Min(track => track.Day)))
            .Text("last_seen", Quantised.Day(members.Max(track => track.Day)))
            .Build() with { IsLearned = true };
    }

    private string? NearestRoad(GeoPoint end)
    {
        var near = new List<NearSegment>();
        roads.FindNear(end, JoinM, near);
        return near.Count == 0 ? null : roads.Segment(near[0].SegmentIndex).Id.ToString();
    }

    private static GeoPoint CornerOf(CellId cell)
    {
        var box = CellGrid.Evidence.BoxOf(cell);
        return new GeoPoint(box.WestE7, box.SouthE7);
    }
}
