using Telemetry.FleetSimulator.Evaluation;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.AppHost.Demo;

/// <summary>How a demo stands.</summary>
/// <param name="Phase">What goes on.</param>
/// <param name="Elapsed">Clock time since the first vehicle set out.</param>
/// <param name="EventTime">The time it is for the vehicles.</param>
/// <param name="Frames">Frames recorded by the vehicles.</param>
/// <param name="Messages">Messages acknowledged by the receiver.</param>
/// <param name="Retries">Posts that had to be repeated.</param>
/// <param name="Learned">Facts that vehicles taught, updates included.</param>
/// <param name="Limits">Learned against true.</param>
/// <param name="Freshness">Freshness so far; null under 200 facts.</param>
internal sealed record DemoState(
    DemoPhase Phase, TimeSpan Elapsed, DateTimeOffset EventTime, long Frames, long Messages, long Retries, int Learned,
    LimitScore Limits, Freshness? Freshness);
