using System.Collections.Immutable;
using Telemetry.Evaluation.Judging;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.Evaluation.Differences;

/// <summary>Finds where a matched route and a true one differ, and tells why as well as their shapes and the fixes say. Pure.</summary>
internal sealed class DifferenceFinder
{
    private const double DriveEndM = 100;
    private const double BesideM = 60;
    private const double SameHeadingDeg = 30;
    private const double OppositeDeg = 150;
    private const double OnTheRoadM = 5;
    private const double FarM = 25;
    private const long LongGapMs = 60_000;

    private readonly string _drive;
    private readonly ImmutableArray<Fix> _fixes;
    private readonly DriveMatch _match;
    private readonly LocalProjection _plane;
    private readonly SampledLines _matched;
    private readonly SampledLines _truth;
    private readonly PlanarPoint[] _places;

    private DifferenceFinder(
        string drive, ImmutableArray<Fix> fixes, DriveMatch match, LocalProjection plane, SampledLines matched, SampledLines truth)
    {
        (_drive, _fixes, _match, _plane, _matched, _truth) = (drive, fixes, match, plane, matched, truth);
        _places = [.. fixes.Select(fix => plane.ToPlane(fix.Position))];
    }

    /// <summary>The differences, matched ones first, along the lines.</summary>
    public static IReadOnlyList<RouteDifference> Find(
        string drive, ImmutableArray<Fix> fixes, DriveMatch match, LocalProjection plane, SampledLines matched, SampledLines truth)
    {
        if (fixes.IsEmpty)
            return [];
        var finder = new DifferenceFinder(drive, fixes, match, plane, matched, truth);
        return [.. finder.Along(matched, truth, isMissed: false), .. finder.Along(truth, matched, isMissed: true)];
    }

    private IEnumerable<RouteDifference> Along(SampledLines lines, SampledLines other, bool isMissed)
    {
        var samples = lines.Samples;
        for (var i = 0; i < samples.Count;)
        {
            var first = i;
            while (i < samples.Count && samples[i].Line == samples[first].Line && !LineJudge.Agrees(samples[i], other))
                i++;
            if (i > first)
                yield return Describe(samples, first, i, other, isMissed);
            else
                i++;
        }
    }

    private RouteDifference Describe(List<SampledLines.Sample> samples, int first, int end, SampledLines other, bool isMissed)
    {
        int a = NearestFix(samples[first].Place), b = NearestFix(samples[end - 1].Place);
        int firstFix = Math.Min(a, b), lastFix = Math.Max(a, b);
        double toTrue = MedianM(firstFix, lastFix, _truth), toMatched = MedianM(firstFix, lastFix, _matched);
        var isAtEnd = samples[end - 1].AlongM <= DriveEndM && samples[first].Line == 0 ||
            samples[^1].AlongM - samples[first].AlongM <= DriveEndM && samples[first].Line == samples[^1].Line;
        var reason = Interruption(firstFix, lastFix)
            ?? Shape(samples.GetRange(first, end - first), other, isMissed, isAtEnd)
            ?? (toTrue > FarM && toMatched < toTrue ? DifferenceReason.TruthFarFromFixes : DifferenceReason.Detour);
        return new RouteDifference(
            _drive, isMissed, reason, samples[first].Line, samples[first].AlongM, (end - first) * SampledLines.StepM,
            _plane.ToGeo(samples[first].Place), _plane.ToGeo(samples[end - 1].Place), firstFix, lastFix, toTrue, toMatched);
    }

    private DifferenceReason? Interruption(int firstFix, int lastFix)
    {
        foreach (var found in _match.Breaks)
            if (found.FirstFix <= lastFix + 1 && found.LastFix >= firstFix - 1)
                return found.Reason == BreakReason.OffNetwork ? DifferenceReason.OffNetwork : DifferenceReason.Gap;
        for (var fix = Math.Max(1, firstFix); fix <= Math.Min(lastFix + 1, _fixes.Length - 1); fix++)
            if (_fixes[fix].TimeMs - _fixes[fix - 1].TimeMs > LongGapMs)
                return DifferenceReason.Gap;
        return null;
    }

    private DifferenceReason? Shape(List<SampledLines.Sample> samples, SampledLines other, bool isMissed, bool isAtEnd)
    {
        var near = samples.ConvertAll(sample => other.NearestTo(sample.Place, sample.BearingDeg));
        var isOpposite = near.Count(place => place.AngleDeg > OppositeDeg && place.DistanceM <= OnTheRoadM) * 2 > near.Count;
        var goesBack = samples.Exists(sample => Sphere.AngleBetweenDeg(sample.BearingDeg, samples[0].BearingDeg) > OppositeDeg);
        if (isMissed && (isOpposite || goesBack) && PassesFault(samples))
            return DifferenceReason.TruthFollowsFault;
        if (isAtEnd)
            return DifferenceReason.DriveEnd;
        if (isOpposite)
            return DifferenceReason.UTurn;
        return near.TrueForAll(place => place.DistanceM <= BesideM && place.AngleDeg < SameHeadingDeg)
            ? DifferenceReason.ParallelRoad
            : null;
    }

    private bool PassesFault(List<SampledLines.Sample> samples) => _match.Faults.Any(fault =>
        fault.Kind == FixFaultKind.OutOfPlace && samples.Exists(sample => (sample.Place - _places[fault.Fix]).Length <= BesideM));

    private int NearestFix(PlanarPoint place)
    {
        var best = 0;
        for (var i = 1; i < _places.Length; i++)
            if ((_places[i] - place).Length < (_places[best] - place).Length)
                best = i;
        return best;
    }

    private double MedianM(int firstFix, int lastFix, SampledLines lines)
    {
        var distances = Enumerable.Range(firstFix, lastFix - firstFix + 1).Select(i => lines.NearestTo(_places[i], 0).DistanceM).Order().ToArray();
        return distances[distances.Length / 2];
    }
}
