namespace Telemetry.Elasticity;

/// <summary>What the policy decided.</summary>
/// <param name="Desired">How many workers there are to be, within the limits.</param>
/// <param name="Reason">Why.</param>
/// <param name="DuePerWorker">
/// The metric that is tracked: frames a second due for each worker within the horizon, for at least one worker; null where it
/// was not measured.
/// </param>
/// <param name="State">To be handed in the next time.</param>
public sealed record ScalingDecision(int Desired, ScalingReason Reason, double? DuePerWorker, ScalingState State);
