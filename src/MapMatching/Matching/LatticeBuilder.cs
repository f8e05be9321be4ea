using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Markov;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// Lays out the lattice of a run: chooses the fixes that count, finds the roads near each, and weighs how well each explains
/// it. The first state of every step is being off the network. Reused from drive to drive.
/// </summary>
internal sealed class LatticeBuilder(RoadGraph graph, MatchOptions options, Track track, Lattice lattice, Emission emission)
{
    // Fixes without a road near them are taken for outliers unless at least this many follow each other.
    private const int FewestOffNetwork = 3;
    private const double MedianOfNormal = 0.6745;
    private const double LargestTurnBetweenDeg = 25;
    private const double ShortestTurnM = 4;

    private readonly List<int> _chosen = [];
    private readonly List<NearSegment> _near = [];
    private readonly List<double> _distances = [];
    private readonly List<NearSegment> _found = [];
    private readonly List<int> _foundEnd = [];

    /// <summary>Builds the lattice of the fixes at <paramref name="kept"/>; it may end up without steps.</summary>
    public void Build(ReadOnlySpan<Fix> fixes, ReadOnlySpan<int> kept)
    {
        lattice.Clear();
        Choose(fixes, kept);
        FindRoads(fixes);
        emission.ScaleM = EstimateScale();
        for (var i = 0; i < _chosen.Count; i++)
            if (HasRoads(i) || IsFarFromRoads(i))
                AddStep(fixes, i);
    }

    /// <summary>
    /// Keeps the first and the last fix, and between them those far enough from the one before, or turned well against it, unless
    /// the vehicle's speed gives them the lie.
    /// </summary>
    private void Choose(ReadOnlySpan<Fix> fixes, ReadOnlySpan<int> kept)
    {
        _chosen.Clear();
        _chosen.Add(kept[0]);
        for (var i = 1; i < kept.Length - 1; i++)
        {
            ref readonly var last = ref fixes[_chosen[^1]];
            ref readonly var fix = ref fixes[kept[i]];
            var distance = track.DistanceM(_chosen[^1], kept[i]);
            var turned = distance >= ShortestTurnM && Emission.HasHeading(last) && Emission.HasHeading(fix) &&
                Sphere.AngleBetweenDeg(last.HeadingDeg, fix.HeadingDeg) > LargestTurnBetweenDeg;
            if ((distance >= options.ThinningM || turned) && !Odometer.IsOutlier(track, kept[i - 1], kept[i], kept[i + 1]))
                _chosen.Add(kept[i]);
        }

        if (kept.Length > 1)
            _chosen.Add(kept[^1]);
    }

    private void FindRoads(ReadOnlySpan<Fix> fixes)
    {
        _found.Clear();
        _foundEnd.Clear();
        foreach (var fix in _chosen)
        {
            graph.FindNear(fixes[fix].Position, options.CandidateRadiusM, _near);
            for (var i = 0; i < Math.Min(_near.Count, options.MaxCandidates); i++)
                _found.Add(_near[i]);
            _foundEnd.Add(_found.Count);
        }
    }

    /// <summary>
    /// The median distance to the nearest road, as a standard deviation: receivers' own claims are not to be trusted, and the
    /// median ignores outliers and excursions off the network.
    /// </summary>
    private double EstimateScale()
    {
        _distances.Clear();
        for (var i = 0; i < _chosen.Count; i++)
            if (HasRoads(i))
                _distances.Add(_found[FoundFirst(i)].DistanceM);
        if (_distances.Count == 0)
            return options.ErrorScaleM.Largest;
        _distances.Sort();
        var scale = _distances[_distances.Count / 2] / MedianOfNormal;
        return Math.Clamp(scale, options.ErrorScaleM.Smallest, options.ErrorScaleM.Largest);
    }

    private void AddStep(ReadOnlySpan<Fix> fixes, int i)
    {
        ref readonly var fix = ref fixes[_chosen[i]];
        var weight = Weight(i);
        lattice.BeginStep(_chosen[i]);
        lattice.Add(-1, 0, weight * emission.OfNoRoad());
        for (var n = FoundFirst(i); n < _foundEnd[i]; n++)
        {
            var near = _found[n];
            var segment = graph[near.SegmentIndex];
            var common = emission.OfDistance(near.DistanceM) + Emission.OfSpeed(fix, segment.Class);
            var length = graph.LengthM(near.SegmentIndex);
            if (segment.ForwardAllowed)
                lattice.Add(
                    RoadGraph.EdgeOf(near.SegmentIndex, TravelDirection.Forward), near.AlongM,
                    weight * (common + emission.OfHeading(fix, near.BearingDeg)));
            if (segment.BackwardAllowed)
                lattice.Add(
                    RoadGraph.EdgeOf(near.SegmentIndex, TravelDirection.Backward), length - near.AlongM,
                    weight * (common + emission.OfHeading(fix, near.BearingDeg + 180)));
        }
    }

    /// <summary>How much the fix says that the one before it has not said already, above 0 to 1.</summary>
    private double Weight(int i)
    {
        const double Smallest = 0.1;
        if (i == 0 || options.ErrorPersistence <= TimeSpan.Zero)
            return 1;
        var seconds = track.Seconds(_chosen[i - 1], _chosen[i]);
        return Math.Clamp(seconds / options.ErrorPersistence.TotalSeconds, Smallest, 1);
    }

    private int FoundFirst(int i) => i == 0 ? 0 : _foundEnd[i - 1];

    private bool HasRoads(int i) => _foundEnd[i] > FoundFirst(i);

    private bool IsFarFromRoads(int i)
    {
        int first = i, last = i;
        while (first > 0 && !HasRoads(first - 1) && last - first < FewestOffNetwork)
            first--;
        while (last + 1 < _chosen.Count && !HasRoads(last + 1) && last - first < FewestOffNetwork)
            last++;
        return last - first + 1 >= FewestOffNetwork;
    }
}
