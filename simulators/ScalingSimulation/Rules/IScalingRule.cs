using Telemetry.Elasticity;

namespace Telemetry.ScalingSimulation.Rules;

/// <summary>Something that decides how many workers there are to be, with what it remembers. For one run.</summary>
public interface IScalingRule
{
    /// <summary>Decides.</summary>
    /// <param name="sample">The newest measurement that has arrived; null where none has.</param>
    /// <param name="workers">Workers that run or start.</param>
    /// <param name="now">The time.</param>
    int Decide(ScalingSample? sample, int workers, DateTimeOffset now);
}
