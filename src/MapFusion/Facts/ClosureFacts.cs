using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// A road that was driven and is driven no more, while at both of its ends traffic goes on past it: a road here
/// may be several segments in a row between junctions. The roads around are the clock: were the road as it was, each of its vehicles would have come as likely since the last as before it, as vehicles of those roads did. Where that
/// is unlikely for all of them together, the road is closed. Vehicles count, not passes, and fewer than a fact needs change nothing: they
/// neither open a closed road nor close an open one.
/// </summary>
internal sealed class ClosureFacts(FusionOptions options)
{
    private const int BusyDays = 28;
    private const int QuietDays = 3;

    // Whether a shorter road was driven, or one beside it, positions do not tell.
    private const double ShortestM = 30;

    // Natural logarithm of the odds against chance: 10,000 to 1, for there are thousands of roads, and every day may be the last.
    private const double LeastEvidence = 9.2;
    private const double LeastOfLaterHalf = 3.7;

    // Pieces of one road, which all lie quiet when one of them is closed; the days by which they may differ.
    private const int LongestChain = 6;
    private const int SlackDays = 2;

    /// <summary>False where no road of the cell can be closed, as the heads of the evidence tell; needs no parts of it.</summary>
    public bool MayFind(CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around)
    {
        var newest = NewestDay(around);
        return around.Any(road => road.Evidence is JournaledState<SegmentDay> { IsEmpty: false } evidence &&
            MayBeClosed(evidence, newest) && CellOf(road.Segment) == cell);
    }

    public IEnumerable<MapFeature> Derive(CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around)
    {
        if (!MayFind(cell, around))
            yield break;
        var newest = NewestDay(around);
        var traffic = around.OrderBy(road => road.Segment.Id)
            .Select(road => RoadTraffic.Of(road.Segment, road.Evidence as JournaledState<SegmentDay>)).ToList();
        foreach (var road in traffic)
            if (road.Segment.LengthM >= ShortestM && CellOf(road.Segment) == cell && road.LastUsualDay(options) is { } last && IsQuiet(road, traffic, last, newest) &&
                IsWhereItIsClosed(road, traffic, last, newest))
                yield return Feature(road.Segment, last + 1);
    }

    private static int NewestDay(IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around) =>
        around.Select(road => road.Evidence?.NewestDay ?? -1).DefaultIfEmpty(-1).Max();

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

    // Its vehicles stopped coming: those of all its time before, and also those of the later half of that, or its traffic had gone already.
    private bool IsQuiet(RoadTraffic road, List<RoadTraffic> traffic, int last, int newest)
    {
        if (newest - last < QuietDays || road.FirstDay(last - BusyDays) is not { } first)
            return false;
        return Evidence(road, traffic, last - BusyDays, last, newest) >= LeastEvidence &&
            Evidence(road, traffic, (first + last - 1) / 2, last, newest) >= LeastOfLaterHalf;
    }

    // How unlikely it is that none of the road's vehicles came since, were it open: minus the natural logarithm.
    private double Evidence(RoadTraffic road, List<RoadTraffic> traffic, int from, int last, int newest)
    {
        var vehicles = road.Vehicles(from, last, options);
        if (vehicles == 0)
            return 0;
        double before = 0, since = 0;
        foreach (var other in traffic)
        {
            if (other == road)
                continue;
            before += other.Vehicles(from, last, options);
            since += other.Vehicles(last, newest, options);
        }

        return before > 0 ? vehicles * Math.Log(1 + since / before) : 0;
    }

    // Traffic passes both ends by. Of a road that is several segments in a row, all of them quiet, it is closed somewhere: most likely on
    // the longest.
    private bool IsWhereItIsClosed(RoadTraffic road, List<RoadTraffic> traffic, int last, int newest)
    {
        var chain = new List<RoadTraffic>();
        return IsPassedBy(road, road.Segment.OsmFromNodeId, traffic, last, newest, chain) &&
            IsPassedBy(road, road.Segment.OsmToNodeId, traffic, last, newest, chain) &&
            chain.TrueForAll(other => (road.Segment.LengthM, other.Segment.Id).CompareTo((other.Segment.LengthM, road.Segment.Id)) > 0);
    }

    // Traffic goes on past the end by a road that is open. Where another road there lies quiet too, either may be the one that is closed:
    // traffic must go on past the other end of that.
    private bool IsPassedBy(RoadTraffic road, long end, List<RoadTraffic> traffic, int last, int newest, List<RoadTraffic> chain)
    {
        var way = road;
        for (var length = 0; length < LongestChain; length++)
        {
            var others = traffic.Where(other => other != way && other.EndsAt(end)).ToList();
            var quiet = others.Where(other => IsQuietSince(other, traffic, last, newest)).ToList();
            if (quiet.Count == 0)
                return others.Exists(other => other.Vehicles(last + SlackDays, newest, options) > 0);
            if (quiet.Count > 1 || quiet[0] == road)
                return false;
            way = quiet[0];
            chain.Add(way);
            end = way.Segment.OsmFromNodeId == end ? way.Segment.OsmToNodeId : way.Segment.OsmFromNodeId;
        }

        return false;
    }

    private bool IsQuietSince(RoadTraffic road, List<RoadTraffic> traffic, int last, int newest) =>
        road.LastUsualDay(options) is { } itsLast && Math.Abs(itsLast - last) <= SlackDays && IsQuiet(road, traffic, itsLast, newest);

    private static CellId CellOf(RoadSegment segment) =>
        CellGrid.Evidence.CellOf(new SegmentLine(segment).PointAt(segment.LengthM / 2));

    private static MapFeature Feature(RoadSegment segment, int since) =>
        new SegmentEvidence(segment, null).Feature(MapCollection.Closures, segment.Id.ToString(), segment.Line)
            .Text("since", Quantised.Day(since))
            .Build() with { IsLearned = true };
}
