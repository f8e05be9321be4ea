namespace Telemetry.MapMatching.Model;

/// <summary>A fix that contradicts the fixes around it.</summary>
/// <param name="Fix">Its index.</param>
/// <param name="Kind">How.</param>
public readonly record struct FixFault(int Fix, FixFaultKind Kind);
