namespace Telemetry.Benchmarks.Fleets;

/// <summary>A body that a fleet's gateway posts.</summary>
/// <param name="At">When, from the start.</param>
/// <param name="Body">A <c>FrameBatch</c>, packed with gzip.</param>
/// <param name="Messages">The messages in it.</param>
/// <param name="Frames">Their new frames; those that a message repeats of the one before are not counted.</param>
public sealed record FleetPost(TimeSpan At, ReadOnlyMemory<byte> Body, int Messages, int Frames);
