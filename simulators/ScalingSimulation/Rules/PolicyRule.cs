using Telemetry.Elasticity;

namespace Telemetry.ScalingSimulation.Rules;

/// <summary>The platform's own policy.</summary>
/// <param name="options">Its numbers.</param>
public sealed class PolicyRule(ScalingOptions options) : IScalingRule
{
    private readonly ScalingPolicy _policy = new(options);
    private ScalingState _state = ScalingState.Empty;

    /// <summary>Why the last decision was what it was.</summary>
    public ScalingReason Reason { get; private set; }

    /// <inheritdoc/>
    public int Decide(ScalingSample? sample, int workers, DateTimeOffset now)
    {
        var decision = _policy.Decide(sample, workers, _state, now);
        (_state, Reason) = (decision.State, decision.Reason);
        return decision.Desired;
    }
}
