using Telemetry.Contracts.Http;
using Telemetry.HttpHosting.Problems;

namespace Telemetry.Receiver.Intake;

/// <summary>What a post came to: exactly one of the two.</summary>
/// <param name="Accepted">202: what became of the batch.</param>
/// <param name="Problem">422: nothing in it was acceptable.</param>
internal readonly record struct IntakeOutcome(FramesAccepted? Accepted, Problem? Problem);
