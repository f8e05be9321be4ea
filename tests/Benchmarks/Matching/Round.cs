namespace Telemetry.Benchmarks.Matching;

/// <summary>One turn of each side; fixes per second.</summary>
/// <param name="Ours">This platform.</param>
/// <param name="Theirs">Valhalla, whole calls.</param>
/// <param name="TheirsAlone">Valhalla without reading positions from JSON and writing as many back.</param>
/// <param name="CpuRatio">How often Valhalla's time of processors, all its threads together, is that of this side.</param>
/// <param name="Failed">Drives that Valhalla refused.</param>
internal readonly record struct Round(double Ours, double Theirs, double TheirsAlone, double CpuRatio, int Failed);
