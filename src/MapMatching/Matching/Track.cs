using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// A drive's fixes on a plane, in flat arrays that only grow: distances between fixes near each other in a few multiplications.
/// The plane fits at the first fix; 100 km north or south of it, metres eastwards are about 2 % off. Reused from drive to drive.
/// </summary>
internal sealed class Track
{
    // How long it may have taken from one fix to the next where the clock was set back between.
    private const double UnknownTimeS = 5;
    // Trapezoids over a longer time miss too much of what happened between.
    private const double LongestStepS = 10;

    private double[] _x = new double[64];
    private double[] _y = new double[64];
    private long[] _timeMs = new long[64];
    // Metres by speed over time up to each fix, and how many of the steps up to it have no such metres.
    private double[] _speedM = new double[64];
    private int[] _unknownSteps = new int[64];

    /// <summary>Takes over a drive's fixes; replaces what it held.</summary>
    public void Lay(ReadOnlySpan<Fix> fixes)
    {
        if (fixes.IsEmpty)
            return;
        if (_x.Length < fixes.Length)
            Grow(2 * fixes.Length);
        var plane = new LocalProjection(fixes[0].Position);
        for (var i = 0; i < fixes.Length; i++)
        {
            var at = plane.ToPlane(fixes[i].Position);
            (_x[i], _y[i], _timeMs[i]) = (at.X, at.Y, fixes[i].TimeMs);
            if (i == 0)
                continue;
            var seconds = ClockSeconds(i - 1, i);
            var step = seconds * (fixes[i].SpeedMps + (double)fixes[i - 1].SpeedMps) / 2;
            var isKnown = seconds is >= 0 and <= LongestStepS && double.IsFinite(step);
            _speedM[i] = _speedM[i - 1] + (isKnown ? step : 0);
            _unknownSteps[i] = _unknownSteps[i - 1] + (isKnown ? 0 : 1);
        }
    }

    /// <summary>Metres from one fix straight to another.</summary>
    public double DistanceM(int from, int to)
    {
        double x = _x[to] - _x[from], y = _y[to] - _y[from];
        return Math.Sqrt(x * x + y * y);
    }

    /// <summary>Seconds from one fix to another, negative where the clock went back.</summary>
    public double ClockSeconds(int from, int to) => (_timeMs[to] - _timeMs[from]) * 0.001;

    /// <summary>Seconds from one fix to another, 0 or more; a guess where the clock was set back.</summary>
    public double Seconds(int from, int to) => _timeMs[to] < _timeMs[from] ? UnknownTimeS : ClockSeconds(from, to);

    /// <summary>
    /// Metres from one fix to another by speed over time, in trapezoids; NaN where a speed between is unknown or the time between two
    /// fixes too long.
    /// </summary>
    public double BySpeedM(int from, int to) =>
        _unknownSteps[to] == _unknownSteps[from] ? _speedM[to] - _speedM[from] : double.NaN;

    /// <summary>
    /// Metres between a fix and where a vehicle of even speed would have been at its time on the way from the fix before to the
    /// one after. With an acceleration of at most a, a vehicle is within a/2 times both times of that place.
    /// </summary>
    public double BesideEvenSpeedM(int before, int fix, int after)
    {
        double until = Seconds(before, fix), rest = Seconds(fix, after);
        var share = until + rest > 0 ? until / (until + rest) : 0.5;
        var x = _x[before] + (_x[after] - _x[before]) * share - _x[fix];
        var y = _y[before] + (_y[after] - _y[before]) * share - _y[fix];
        return Math.Sqrt(x * x + y * y);
    }

    private void Grow(int size)
    {
        (_x, _y, _timeMs) = (new double[size], new double[size], new long[size]);
        (_speedM, _unknownSteps) = (new double[size], new int[size]);
    }
}
