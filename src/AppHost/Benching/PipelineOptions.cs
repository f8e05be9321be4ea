namespace Telemetry.AppHost.Benching;

/// <summary>What <c>bench pipeline</c> is asked for.</summary>
/// <param name="Map">An OSM extract.</param>
/// <param name="Vehicles">Vehicles of the full load, a frame a second each.</param>
/// <param name="Duration">How long each load is measured.</param>
/// <param name="WarmUp">How long each load runs before that.</param>
/// <param name="Workers">Map workers.</param>
/// <param name="Seed">Every chance follows from it.</param>
/// <param name="HalfLoad">Whether half of the load is measured afterwards, too.</param>
internal sealed record PipelineOptions(
    FileInfo Map, int Vehicles, TimeSpan Duration, TimeSpan WarmUp, int Workers, ulong Seed, bool HalfLoad);
