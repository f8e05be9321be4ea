namespace Telemetry.MapMatching.Model;

/// <summary>What map matching makes of a message's fixes.</summary>
/// <param name="Stretches">In time order.</param>
/// <param name="Breaks">In time order; off-network fixes are raw material for missing roads.</param>
/// <param name="Fixes">One per fix.</param>
public sealed record MatchedDrive(
    IReadOnlyList<MatchedStretch> Stretches, IReadOnlyList<MatchBreak> Breaks, IReadOnlyList<FixMatch> Fixes)
{
    /// <summary>
    /// Fixes that contradict those around them, by fix; at most one fault each. One that had no say in the route is still matched where
    /// it lies near it. Every fix is matched, or in a break, or here.
    /// </summary>
    public IReadOnlyList<FixFault> Faults { get; init; } = [];
}
