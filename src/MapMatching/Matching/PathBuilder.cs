using Telemetry.MapMatching.Markov;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// Joins the places chosen for a stretch to a path, and projects every fix of the stretch onto it. Reused from drive to drive.
/// </summary>
internal sealed class PathBuilder(RoadGraph graph, MatchOptions options, Lattice lattice, RouteTransitions transitions)
{
    private readonly DrivenPath _path = new(graph);
    private readonly List<int> _between = [];
    // Metres driven at each step's place.
    private readonly List<double> _drivenM = [];

    /// <summary>
    /// Builds the stretch of two steps and those between, all on the network and uncut, and fills in the matches of its fixes.
    /// </summary>
    public MatchedStretch Build(
        Viterbi chosen, int firstStep, int lastStep, ReadOnlySpan<Fix> fixes, int stretch, Span<FixMatch> matches)
    {
        var first = chosen.StateAt(firstStep);
        _path.Begin(lattice.Edge(first), lattice.PositionM(first));
        _drivenM.Clear();
        _drivenM.Add(0);
        for (var step = firstStep; step < lastStep; step++)
        {
            Extend(step, chosen.StateAt(step), chosen.StateAt(step + 1));
            _drivenM.Add(_path.LengthM);
        }

        _path.Trim();
        Project(fixes[lattice.Fix(firstStep)], 0, 0, stretch, ref matches[lattice.Fix(firstStep)]);
        for (var step = firstStep; step < lastStep; step++)
            ProjectBetween(step, _drivenM[step - firstStep], _drivenM[step + 1 - firstStep], fixes, stretch, matches);
        return new MatchedStretch(lattice.Fix(firstStep), lattice.Fix(lastStep), _path.Pieces());
    }

    private void Extend(int step, int from, int to)
    {
        int edge = lattice.Edge(from), next = lattice.Edge(to);
        _between.Clear();
        if (!transitions.IsDirect(step, from, to, _between))
        {
            foreach (var between in _between)
                _path.FollowTo(between, graph.EdgeLengthM(between));
            _path.FollowTo(next, lattice.PositionM(to));
        }
        else if (edge == next)
            _path.AdvanceTo(lattice.PositionM(to));
        else
            _path.TurnTo(lattice.PositionM(to));
    }

    /// <summary>Projects the fixes behind a step up to the next step's.</summary>
    private void ProjectBetween(
        int step, double drivenM, double nextM, ReadOnlySpan<Fix> fixes, int stretch, Span<FixMatch> matches)
    {
        var last = lattice.Fix(step + 1);
        for (var fix = lattice.Fix(step) + 1; fix < last; fix++)
            drivenM = Project(fixes[fix], drivenM, nextM, stretch, ref matches[fix]);
        Project(fixes[last], nextM, nextM, stretch, ref matches[last]);
    }

    /// <summary>A fix too far from the path is left unmatched: it jumped. Returns the metres driven from which to go on.</summary>
    private double Project(in Fix fix, double fromM, double toM, int stretch, ref FixMatch match)
    {
        var (found, distance) = _path.Project(fix.Position, fromM, toM, stretch);
        if (distance > options.CandidateRadiusM)
            return fromM;
        match = found;
        return Math.Max(fromM, found.DrivenM);
    }
}
