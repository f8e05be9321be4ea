using Telemetry.FleetSimulator.Solo;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Worlds;

/// <summary>
/// What was truly driven: complete passes over every directed road, outside the first and last 150 m of a trip, and the movements
/// from road to road. Not thread-safe.
/// </summary>
public sealed class PassLog
{
    // As far as anybody looks up or down a path.
    private const double WindowM = 60;

    private readonly RoadGraph _truth;
    private readonly List<int>?[] _vehicles;
    private readonly int[] _passes;
    private readonly Dictionary<(int From, int To), Movement> _movements = [];

    /// <param name="truth">The true graph.</param>
    public PassLog(RoadGraph truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        _truth = truth;
        (_vehicles, _passes) = (new List<int>?[truth.EdgeCount], new int[truth.EdgeCount]);
    }

    /// <summary>Complete passes over all roads.</summary>
    public long Total { get; private set; }

    /// <summary>The movements driven, in order of their first drive.</summary>
    public IEnumerable<Movement> Movements => _movements.Values;

    /// <summary>Complete passes over a directed road of the truth.</summary>
    public int Passes(int trueEdge) => _passes[trueEdge];

    /// <summary>Complete passes over a segment of the truth, both directions together.</summary>
    public int OnSegment(int trueSegment) => _passes[2 * trueSegment] + _passes[2 * trueSegment + 1];

    /// <summary>The vehicles that passed it, each once, in order of their first pass.</summary>
    public IReadOnlyList<int> Vehicles(int trueEdge) => _vehicles[trueEdge] ?? [];

    /// <summary>
    /// True where in each direction that may be driven at least so many distinct vehicles passed the whole segment.
    /// </summary>
    public bool IsEligible(int trueSegment, int vehicles)
    {
        var (forward, backward) = (2 * trueSegment, 2 * trueSegment + 1);
        return (!_truth.IsAllowed(forward) || Vehicles(forward).Count >= vehicles) &&
            (!_truth.IsAllowed(backward) || Vehicles(backward).Count >= vehicles);
    }

    /// <summary>Notes a drive.</summary>
    public void Add(SoloDrive drive)
    {
        ArgumentNullException.ThrowIfNull(drive);
        Add(drive.Edges, drive.CompleteFrom, drive.CompleteTo, drive.Number);
    }

    /// <summary>Notes the complete passes of a drive.</summary>
    /// <param name="edges">Directed edges of the truth in driving order.</param>
    /// <param name="from">Index of the first that counts.</param>
    /// <param name="to">Index behind the last that counts.</param>
    /// <param name="vehicle">Whose drive it is.</param>
    public void Add(IReadOnlyList<int> edges, int from, int to, int vehicle)
    {
        ArgumentNullException.ThrowIfNull(edges);
        for (var i = from; i < to; i++)
        {
            var known = _vehicles[edges[i]] ??= new List<int>(8);
            if (!known.Contains(vehicle))
                known.Add(vehicle);
            _passes[edges[i]]++;
            Total++;
            if (i > from && !_movements.TryAdd((edges[i - 1], edges[i]), new Movement(Before(edges, from, i), After(edges, i, to), 1)))
                _movements[(edges[i - 1], edges[i])] = _movements[(edges[i - 1], edges[i])].Again();
        }
    }

    private int[] Before(IReadOnlyList<int> edges, int from, int end)
    {
        var first = end - 1;
        for (var length = _truth.EdgeLengthM(edges[first]); first > from && length < WindowM; length += _truth.EdgeLengthM(edges[first]))
            first--;
        return [.. Enumerable.Range(first, end - first).Select(i => edges[i])];
    }

    private int[] After(IReadOnlyList<int> edges, int begin, int to)
    {
        var last = begin;
        for (var length = _truth.EdgeLengthM(edges[last]); last + 1 < to && length < WindowM; length += _truth.EdgeLengthM(edges[last]))
            last++;
        return [.. Enumerable.Range(begin, last - begin + 1).Select(i => edges[i])];
    }
}
