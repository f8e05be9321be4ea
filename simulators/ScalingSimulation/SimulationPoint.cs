namespace Telemetry.ScalingSimulation;

/// <summary>One second of a simulation.</summary>
/// <param name="At">Since the begin.</param>
/// <param name="ArrivalFramesPerS">What arrived.</param>
/// <param name="BacklogFrames">What waits, without what is in work.</param>
/// <param name="Age">How long the oldest unfinished frame is there.</param>
/// <param name="Desired">Workers that there were to be.</param>
/// <param name="Running">Workers that work.</param>
public readonly record struct SimulationPoint(
    TimeSpan At, double ArrivalFramesPerS, double BacklogFrames, TimeSpan Age, int Desired, int Running);
