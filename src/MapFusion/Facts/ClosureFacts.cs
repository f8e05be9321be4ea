using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// A road that was driven every day and is driven no more, while the roads at both of its ends still are. Conservative: as
/// many passes must have failed to come that chance is no explanation, and a grain that nobody visits never counts.
/// </summary>
internal sealed class ClosureFacts(FusionOptions options)
{
    private const int BusyDays = 28;
    private const int QuietDays = 3;
    private const double LeastMissing = 30;
    private const long LeastAtEnds = 10;

    // LastDay is the last day on which anybody was on the road at all, -1 for none: the head of the evidence tells it.
    private readonly record struct Traffic(RoadSegment Segment, SortedDictionary<int, long> Passes, int LastDay, bool IsKnown);

    /// <summary>False where no road of the cell has been quiet for long enough; needs no parts of the evidence.</summary>
    public static bool MayFind(CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around)
    {
        var newest = NewestDay(around);
        return around.Any(road => road.Evidence is { IsEmpty: false } evidence &&
            newest - evidence.NewestDay >= QuietDays && CellOf(road.Segment) == cell);
    }

    public IEnumerable<MapFeature> Derive(CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around)
    {
        if (!MayFind(cell, around))
            yield break;
        var traffic = around.Select(road => TrafficOf(road.Segment, road.Evidence as JournaledState<SegmentDay>))
            .OrderBy(road => road.Segment.Id).ToList();
        var newest = NewestDay(around);
        foreach (var road in traffic)
            if (road.IsKnown && CellOf(road.Segment) == cell && IsClosed(road, traffic, newest))
                yield return Feature(road.Segment, road.LastDay + 1);
    }

    private static int NewestDay(IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around) =>
        around.Select(road => road.Evidence?.NewestDay ?? -1).DefaultIfEmpty(-1).Max();

    private static bool IsClosed(Traffic road, List<Traffic> traffic, int newest)
    {
        var last = road.LastDay;
        var quiet = newest - last;
        if (quiet < QuietDays)
            return false;
        var perDay = road.Passes.Where(day => day.Key > last - BusyDays).Sum(day => day.Value) / (double)BusyDays;
        return perDay * quiet >= LeastMissing &&
            IsBusyAt(road.Segment.OsmFromNodeId, road, traffic, last) && IsBusyAt(road.Segment.OsmToNodeId, road, traffic, last);
    }

    private static bool IsBusyAt(long node, Traffic road, List<Traffic> traffic, int last) =>
        traffic.Where(other => other.IsKnown && other.Segment.Id != road.Segment.Id &&
                (other.Segment.OsmFromNodeId == node || other.Segment.OsmToNodeId == node))
            .Sum(other => other.Passes.Where(day => day.Key > last + 1).Sum(day => day.Value)) >= LeastAtEnds;

    // What fewer vehicles know than a fact needs stays unknown here too.
    private Traffic TrafficOf(RoadSegment segment, JournaledState<SegmentDay>? state)
    {
        var passes = new SortedDictionary<int, long>();
        if (state is null)
            return new Traffic(segment, passes, -1, false);
        var evidence = new SegmentEvidence(segment, state);
        foreach (var (day, said) in evidence.Days)
        {
            var sum = (said.Lane(TravelDirection.Forward, evidence.Grid)?.Passes ?? 0) +
                (said.Lane(TravelDirection.Backward, evidence.Grid)?.Passes ?? 0);
            if (sum > 0)
                passes.Add(day, sum);
        }

        var voices = evidence.VoicesIn(TravelDirection.Forward).Concat(evidence.VoicesIn(TravelDirection.Backward));
        var isKnown = voices.GroupBy(voice => voice.Epoch)
            .Any(epoch => epoch.DistinctBy(voice => voice.Pseudonym).Count() >= options.MinVehicles);
        return new Traffic(segment, passes, state.NewestDay, isKnown);
    }

    private static CellId CellOf(RoadSegment segment) =>
        CellGrid.Evidence.CellOf(new SegmentLine(segment).PointAt(segment.LengthM / 2));

    private static MapFeature Feature(RoadSegment segment, int since) =>
        new SegmentEvidence(segment, null).Feature(MapCollection.Closures, segment.Id.ToString(), segment.Line)
            .Text("since", Quantised.Day(since))
            .Build() with { IsLearned = true };
}
