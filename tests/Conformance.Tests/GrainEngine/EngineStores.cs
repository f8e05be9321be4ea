using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;

namespace Telemetry.Conformance.Tests.GrainEngine;

/// <summary>What grain engines work on.</summary>
public sealed record EngineStores(IEvidenceStore Evidence, IPublishedMap Map, IBaseMapStore BaseMaps);
