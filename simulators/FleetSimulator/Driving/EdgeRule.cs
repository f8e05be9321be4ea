namespace Telemetry.FleetSimulator.Driving;

/// <summary>The speeds that an edge allows at a moment.</summary>
/// <param name="Mps">From its begin.</param>
/// <param name="InnerMps">From a place between its ends on.</param>
/// <param name="InnerFromM">That place, metres in driving direction; infinite where there is none.</param>
internal readonly record struct EdgeRule(float Mps, float InnerMps, float InnerFromM)
{
    /// <summary>The same, but nowhere faster than this.</summary>
    public EdgeRule AtMost(float mps) => this with { Mps = Math.Min(Mps, mps), InnerMps = Math.Min(InnerMps, mps) };
}
