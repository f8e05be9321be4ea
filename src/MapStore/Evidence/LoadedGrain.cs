using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Evidence;

/// <summary>A grain in memory.</summary>
/// <param name="Head">The head that the state was opened from, or that was put since.</param>
/// <param name="State">Its evidence; for one thread at a time.</param>
public sealed record LoadedGrain(EvidenceHead Head, GrainState State);
