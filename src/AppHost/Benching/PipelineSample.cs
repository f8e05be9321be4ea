namespace Telemetry.AppHost.Benching;

/// <summary>How a platform under load stands at a moment.</summary>
/// <param name="At">When, from the start of the load.</param>
/// <param name="PostedFrames">New frames whose moment has come.</param>
/// <param name="AcknowledgedMessages">Messages acknowledged.</param>
/// <param name="Workers">What the workers have counted.</param>
internal sealed record PipelineSample(TimeSpan At, long PostedFrames, long AcknowledgedMessages, WorkerCounts Workers);
