namespace Telemetry.Benchmarks.Matching;

/// <summary>One turn of each side; fixes per second.</summary>
/// <param name="Ours">This platform.</param>
/// <param name="Theirs">Valhalla, whole calls.</param>
/// <param name="TheirsAlone">Valhalla without reading positions from JSON and writing as many back.</param>
/// <param name="Failed">Drives that Valhalla refused.</param>
internal readonly record struct Round(double Ours, double Theirs, double TheirsAlone, int Failed);
