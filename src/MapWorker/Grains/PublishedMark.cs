using Telemetry.MapFusion.Grains;

namespace Telemetry.MapWorker.Grains;

/// <summary>A grain's revision whose own facts are published.</summary>
/// <param name="Grain">The grain.</param>
/// <param name="Revision">The newest revision noted.</param>
/// <param name="NotedAt">When that was, in the clock's timestamps.</param>
/// <param name="FirstNotedAt">When the first of those was that are not marked yet.</param>
internal sealed record PublishedMark(GrainId Grain, long Revision, long NotedAt, long FirstNotedAt);
