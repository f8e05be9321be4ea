using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Sensing;

/// <summary>
/// A first-order Gauss-Markov process in discrete time: standard normal at every moment, its correlation falling by the same
/// factor from one moment to the next.
/// </summary>
internal struct GaussMarkov
{
    private readonly double _keep;
    private readonly double _fresh;

    /// <summary>A process at rest; <see cref="Begin"/> it first.</summary>
    /// <param name="intervalS">Seconds between moments.</param>
    /// <param name="timeConstant">In which the correlation falls to 1/e.</param>
    public GaussMarkov(double intervalS, TimeSpan timeConstant)
    {
        _keep = Math.Exp(-intervalS / timeConstant.TotalSeconds);
        _fresh = Math.Sqrt(1 - _keep * _keep);
    }

    /// <summary>The value at the moment.</summary>
    public double Value { get; private set; }

    /// <summary>Begins anew, at a moment like any other.</summary>
    public void Begin(SimulationRandom random) => Value = random.NextGaussian();

    /// <summary>Moves on by a moment.</summary>
    public void Next(SimulationRandom random) => Value = _keep * Value + _fresh * random.NextGaussian();
}
