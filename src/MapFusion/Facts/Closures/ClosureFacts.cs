using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts.Closures;

/// <summary>
/// Roads that were driven and are driven no more. A road lies quiet also because another is closed, on which its traffic came or went. So
/// a quiet road is closed where no other explains it: closing another does not cut it off, and traffic that was lost leads to no other quiet road
/// that lost more. Of a row that no road divides, each is cut off by each other: it cannot be driven through as a whole, and its longest
/// roads are published.
/// </summary>
internal sealed class ClosureFacts(FusionOptions options)
{
    private const int QuietDays = 3;

    // Whether a shorter road was driven, or one beside it, positions do not tell.
    private const double ShortestM = 30;

    // Of the longest road of a row.
    private const double LeastOfRow = 0.6;

    // What a road on the way to another must have lost for this to explain the loss, and by how much two losses differ for sure.
    private const double LostOnTheWay = 0.6;
    private const double SameLoss = 0.2;

    /// <summary>False where no road of the cell can be closed, as the heads of the evidence tell; needs no parts of it.</summary>
    public bool MayFind(CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around)
    {
        var newest = TrafficAround.Newest(around);
        return around.Any(road => road.Evidence is JournaledState<SegmentDay> { IsEmpty: false } evidence &&
            MayBeClosed(evidence, newest) && CellOf(road.Segment) == cell);
    }

    public IEnumerable<MapFeature> Derive(CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around)
    {
        if (!MayFind(cell, around))
            yield break;
        var traffic = new TrafficAround(cell, around, options);
        var quiet = new QuietRoads(traffic);
        foreach (var road in traffic.Roads.Where(road => CellOf(road.Segment) == cell))
            if (VerdictOn(road, traffic, quiet) == ClosureVerdict.Closed)
                yield return Feature(road.Segment, quiet.LastDay(road)!.Value + 1);
    }

    /// <summary>What is found of a road, and why; the road's middle lies in the cell.</summary>
    public ClosureVerdict VerdictOn(
        RoadSegment segment, CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around)
    {
        var traffic = new TrafficAround(cell, around, options);
        return VerdictOn(traffic.Roads.Single(road => road.Segment.Id == segment.Id), traffic, new QuietRoads(traffic));
    }

    private static ClosureVerdict VerdictOn(RoadTraffic road, TrafficAround traffic, QuietRoads quiet) =>
        VerdictWithoutRow(road, traffic, quiet) is var verdict && verdict == ClosureVerdict.Closed && !IsAmongLongestOfRow(road, traffic, quiet)
            ? ClosureVerdict.ShorterOfRow : verdict;

    // Not where the journal alone holds enough vehicles of the last days, or too few of all days.
    private bool MayBeClosed(JournaledState<SegmentDay> evidence, int newest)
    {
        if (newest - evidence.NewestDay >= QuietDays)
            return true;
        var journal = evidence.Journal.Select(entry => (entry.Day, Pass: SegmentPass.Decode(entry.Payload.Span)))
            .Where(entry => entry.Pass.CrossesEnd).ToList();
        return !IsEnough(journal.Where(entry => entry.Day > newest - QuietDays)) && (evidence.HasDayParts || IsEnough(journal));
    }

    private bool IsEnough(IEnumerable<(int Day, SegmentPass Pass)> passes) => passes.GroupBy(entry => Contribution.EpochOf(entry.Day))
        .Any(epoch => epoch.DistinctBy(entry => entry.Pass.Vehicle).Count() >= options.MinVehicles);

    private static ClosureVerdict VerdictWithoutRow(RoadTraffic road, TrafficAround traffic, QuietRoads quiet)
    {
        if (road.Segment.LengthM < ShortestM)
            return ClosureVerdict.TooShort;
        if (quiet.LastDay(road) is not { } last)
            return ClosureVerdict.NotQuiet;
        if (!quiet.StoppedAtOnce(road, last))
            return ClosureVerdict.Ebbed;
        if (!TrafficAround.Ends(road).All(end => IsReached(road, end, traffic, quiet, last)))
            return ClosureVerdict.NotReached;
        return IsExplained(road, traffic, quiet, last) ? ClosureVerdict.Explained : ClosureVerdict.Closed;
    }

    private static bool IsAmongLongestOfRow(RoadTraffic road, TrafficAround traffic, QuietRoads quiet) => traffic.Roads
        .Where(other => other.Segment.LengthM * LeastOfRow > road.Segment.LengthM && traffic.Through.IsOneRow(road.Segment, other.Segment))
        .All(other => VerdictWithoutRow(other, traffic, quiet) != ClosureVerdict.Closed);

    // Traffic still comes to the road's end, or beyond it to the ends of roads that may lie quiet for the same reason.
    private static bool IsReached(RoadTraffic road, long end, TrafficAround traffic, QuietRoads quiet, int last)
    {
        var cutOff = traffic.Through.CutOffBy(road.Segment);
        var (seen, nodes) = (new HashSet<RoadTraffic> { road }, new Queue<long>([end]));
        while (nodes.TryDequeue(out var node))
            foreach (var other in traffic.At(node).Where(seen.Add))
            {
                if (quiet.IsDrivenSince(other, last))
                    return true;
                if (cutOff.Contains(other.Segment.Id) || quiet.IsQuietSince(other, last))
                    nodes.Enqueue(other.Segment.OsmFromNodeId == node ? other.Segment.OsmToNodeId : other.Segment.OsmFromNodeId);
            }

        return false;
    }

    // Traffic that the road lost was lost all the way to another quiet road, which lost more, or as much on a longer road.
    private static bool IsExplained(RoadTraffic road, TrafficAround traffic, QuietRoads quiet, int last)
    {
        var since = quiet.Since(road, last);
        var lost = quiet.Lost(road, last, since);
        var (seen, way) = (new HashSet<RoadTraffic> { road }, new Queue<RoadTraffic>([road]));
        while (way.TryDequeue(out var next))
            foreach (var other in TrafficAround.Ends(next).SelectMany(traffic.At).Where(seen.Add))
            {
                var itsLost = quiet.Lost(other, last, since);
                if (other.Segment.LengthM >= ShortestM && quiet.IsQuietSince(other, last) &&
                    !traffic.Through.CutOffBy(road.Segment).Contains(other.Segment.Id) &&
                    (traffic.Through.CutOffBy(other.Segment).Contains(road.Segment.Id) || IsMore((itsLost, other), (lost, road))))
                    return true;
                if (itsLost >= LostOnTheWay * lost)
                    way.Enqueue(other);
            }

        return false;
    }

    private static bool IsMore((double Lost, RoadTraffic Road) one, (double Lost, RoadTraffic Road) other) =>
        one.Lost > other.Lost * (1 + SameLoss) || (one.Lost >= other.Lost * (1 - SameLoss) &&
            (one.Road.Segment.LengthM, other.Road.Segment.Id).CompareTo((other.Road.Segment.LengthM, one.Road.Segment.Id)) > 0);

    private static CellId CellOf(RoadSegment segment) =>
        CellGrid.Evidence.CellOf(new SegmentLine(segment).PointAt(segment.LengthM / 2));

    private static MapFeature Feature(RoadSegment segment, int since) =>
        new SegmentEvidence(segment, null).Feature(MapCollection.Closures, segment.Id.ToString(), segment.Line)
            .Text("since", Quantised.Day(since))
            .Build() with { IsLearned = true };
}
