using Telemetry.MapFusion.Grains;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Everything a grain publishes, complete: what it published before and does not name again is deleted.
/// </summary>
/// <param name="Grain">Whose facts these are.</param>
/// <param name="Revision">What they were derived from; an older revision never overwrites a newer one.</param>
/// <param name="Features">All facts of the grain; empty deletes what it had.</param>
/// <param name="ReceivedAt">
/// When the newest frame among those folded since the last publication was received; null where none was (an import, a
/// sweep). Only for measuring freshness.
/// </param>
public sealed record Publication(
    GrainId Grain, MapRevision Revision, IReadOnlyList<MapFeature> Features, DateTimeOffset? ReceivedAt);
