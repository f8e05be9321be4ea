namespace Telemetry.LoadTest.Measuring;

/// <summary>How fresh published facts are.</summary>
/// <param name="P50">Median in milliseconds.</param>
/// <param name="P99">99th percentile in milliseconds.</param>
/// <param name="Facts">Facts measured.</param>
public sealed record Freshness(double P50, double P99, long Facts);
