namespace Telemetry.MapFusion.Contributions;

/// <summary>A part of a segment driven with one limit held in force.</summary>
/// <param name="FromDm">Begin in 0.1 m from the segment's start.</param>
/// <param name="ToDm">End in 0.1 m, above the begin.</param>
/// <param name="Code">Code of a <see cref="LimitVote"/>.</param>
internal readonly record struct LimitSpan(int FromDm, int ToDm, int Code);
