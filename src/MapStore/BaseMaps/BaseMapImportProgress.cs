namespace Telemetry.MapStore.BaseMaps;

/// <summary>How far an import has published.</summary>
/// <param name="Published">Segments published.</param>
/// <param name="Total">Segments to publish.</param>
public readonly record struct BaseMapImportProgress(int Published, int Total);
