using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Sensing;

/// <summary>
/// The clock of one vehicle. Most follow the satellites' time to the millisecond; some run free: set at the begin of a trip
/// by a network that is late, and drifting from there.
/// </summary>
internal sealed class ClockError(SensorErrors errors, SimulationRandom random)
{
    private readonly double _ratePerMs = random.Chance(errors.FreeClocks) ? errors.ClockDriftPpm * 1e-6 * random.NextGaussian() : double.NaN;
    private double _offsetMs;
    private long _beganMs;

    /// <summary>A new trip begins.</summary>
    public void Begin(long timeMs)
    {
        _beganMs = timeMs;
        _offsetMs = double.IsNaN(_ratePerMs) ? 0 : errors.ClockOffset.TotalMilliseconds * random.NextGaussian();
    }

    /// <summary>What the clock shows at a time; never backwards.</summary>
    public long Read(long timeMs) => double.IsNaN(_ratePerMs)
        ? timeMs
        : timeMs + (long)Math.Round(_offsetMs + (timeMs - _beganMs) * _ratePerMs);
}
