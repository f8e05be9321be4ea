namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>What the study of fair lanes found.</summary>
/// <param name="Fleets">Fleets of equal share.</param>
/// <param name="FleetFramesPerS">What each sent before.</param>
/// <param name="Factor">How many times that one of them then sent.</param>
/// <param name="CapacityFramesPerS">What all workers could do.</param>
/// <param name="Before">How fresh another fleet's messages were before.</param>
/// <param name="During">And while the one sent so much.</param>
/// <param name="P99Ratio">The second's 99th percentile over the first's.</param>
/// <param name="Books">At the end.</param>
internal sealed record FairReport(
    int Fleets, double FleetFramesPerS, double Factor, double CapacityFramesPerS, FreshnessFigures? Before, FreshnessFigures? During,
    double? P99Ratio, StudyBooks Books)
{
    public override string ToString() => FormattableString.Invariant(
        $"Another fleet's messages: p99 {Before?.P99S:F2} s before, {During?.P99S:F2} s while one fleet sends {Factor} times its share: {P99Ratio:F2} times");
}
