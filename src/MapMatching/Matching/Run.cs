using Telemetry.MapMatching.Model;

namespace Telemetry.MapMatching.Matching;

/// <summary>Fixes that follow each other as a vehicle's may, in <see cref="RunSplitter.Kept"/>.</summary>
/// <param name="First">First place in the list of kept fixes.</param>
/// <param name="End">Place after the last.</param>
/// <param name="Before">Why the run before it ended; null for the first.</param>
internal readonly record struct Run(int First, int End, BreakReason? Before);
