using Telemetry.MapFusion.Grains;

namespace Telemetry.MapWorker.Grains;

/// <summary>What publishing came to.</summary>
/// <param name="Changes">Changes written to the feed.</param>
/// <param name="Refused">Grains whose facts the map cannot take, and why; nothing of them was published.</param>
internal sealed record PublishResult(int Changes, IReadOnlyDictionary<GrainId, Exception> Refused);
