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

    private readonly record struct Traffic(RoadSegment Segment, SortedDictionary<int, long> Passes, bool IsKnown);

    public IEnumerable<MapFeature> Derive(CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around)
    {
        var traffic = around.Select(road => TrafficOf(road.Segment, road.Evidence as JournaledState<SegmentDay>))
            .OrderBy(road => road.Segment.Id).ToList();
        var newest = traffic.Select(road => road.Passes.Count > 0 ? road.Passes.Keys.Last() : -1).DefaultIfEmpty(-1).Max();
        foreach (var road in traffic)
            if (road.IsKnown && CellOf(road.Segment) == cell && LastDay(road) is { } last && IsClosed(road, traffic, last, newest))
                yield return Feature(road.Segment, last + 1);
    }

    private static bool IsClosed(Traffic road, List<Traffic> traffic, int last, int newest)
    {
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

    private static int? LastDay(Traffic road) => road.Passes.Count > 0 ? road.Passes.Keys.Last() : null;

    // What fewer vehicles know than a fact needs stays unknown here too.
    private Traffic TrafficOf(RoadSegment segment, JournaledState<SegmentDay>? state)
    {
        var passes = new SortedDictionary<int, long>();
        if (state is null)
            return new Traffic(segment, passes, false);
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
        return new Traffic(segment, passes, isKnown);
    }

    private static CellId CellOf(RoadSegment segment) =>
        CellGrid.Evidence.CellOf(new SegmentLine(segment).PointAt(segment.LengthM / 2));

    private static MapFeature Feature(RoadSegment segment, int since) =>
        new SegmentEvidence(segment, null).Feature(MapCollection.Closures, segment.Id.ToString(), segment.Line)
            .Text("since", Quantised.Day(since))
            .Build();
}
