using System.Runtime.InteropServices;
using Telemetry.MapMatching.Markov;
using Telemetry.MapMatching.Matching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapMatching;

/// <summary>
/// Finds the route that a vehicle drove from its fixes, by a hidden Markov model over places on directed edges (Newson and Krumm,
/// <i>Hidden Markov map matching through noise and sparseness</i>, 2009), with being off the network as a state of its own.
/// </summary>
/// <remarks>
/// The result depends on the fixes, the options and the segments within <see cref="MatchOptions.ReachM"/> of the fixes, and on nothing
/// else: not on further segments, earlier drives or the order of anything. Bad fixes (jumps, a clock that stands still, places
/// far from any road) make breaks, never exceptions. A workspace that allocates nothing but its result once it has grown;
/// not thread-safe: one per thread. Time is linear in the fixes.
/// </remarks>
public sealed class Matcher
{
    private readonly MatchOptions _options;
    private readonly Track _track = new();
    private readonly RunSplitter _splitter;
    private readonly Lattice _lattice = new();
    private readonly LatticeBuilder _builder;
    private readonly RouteTransitions _transitions;
    private readonly Viterbi _viterbi = new();
    private readonly PathBuilder _paths;

    /// <summary>A matcher on a graph.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public Matcher(RoadGraph graph, MatchOptions options)
    {
        options.Validate();
        _options = options;
        _splitter = new RunSplitter(options, _track);
        _builder = new LatticeBuilder(graph, options, _track, _lattice, new Emission(options));
        _transitions = new RouteTransitions(graph, options, _track, _lattice);
        _paths = new PathBuilder(graph, options, _lattice, _transitions);
    }

    /// <summary>Matches one drive. No fixes make an empty drive.</summary>
    /// <param name="fixes">In time order; what is not is told in <see cref="MatchedDrive.Faults"/>.</param>
    public MatchedDrive Match(ReadOnlySpan<Fix> fixes)
    {
        var drive = new DriveWriter(fixes.Length);
        _track.Lay(fixes);
        _splitter.Split(fixes.Length);
        var kept = CollectionsMarshal.AsSpan(_splitter.Kept);
        for (var i = 0; i < _splitter.Runs.Count; i++)
        {
            var run = _splitter.Runs[i];
            if (_splitter.IsStray(i))
                drive.AddStray(kept[run.First]);
            else
                MatchRun(fixes, kept[run.First..run.End], run.Before, drive);
        }

        return drive.Finish(_splitter.Faults);
    }

    private void MatchRun(ReadOnlySpan<Fix> fixes, ReadOnlySpan<int> kept, BreakReason? before, DriveWriter drive)
    {
        drive.BeginRun(kept[0], kept[^1], before);
        _builder.Build(fixes, kept);
        _transitions.Prepare();
        _viterbi.Decode(_lattice, _transitions, _options.NoRouteLog, _options.Beam);
        for (var step = 0; step < _lattice.Steps;)
        {
            var first = step;
            var off = IsOff(step);
            do
                step++;
            while (step < _lattice.Steps && !_viterbi.IsCutBefore(step) && IsOff(step) == off);
            if (off)
                continue;
            var stretch = _paths.Build(_viterbi, first, step - 1, fixes, drive.Stretches, drive.Matches);
            drive.Add(stretch, noRoute: _viterbi.IsCutBefore(first));
        }
    }

    private bool IsOff(int step) => _lattice.Edge(_viterbi.StateAt(step)) < 0;
}
