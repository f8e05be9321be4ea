namespace Telemetry.Benchmarks.Working;

/// <summary>What a load on an area costs in writes of evidence.</summary>
/// <param name="FramesPerS">New frames a second from the whole area.</param>
/// <param name="FramesPerSKm2">The same for a square kilometre of it.</param>
/// <param name="Workers">Workers among which chunks are dealt out.</param>
/// <param name="WindowS">The flush window in seconds.</param>
/// <param name="PutsPerMillionFrames">Puts of evidence.</param>
/// <param name="ContributionsPerPut">Contributions written with one.</param>
public sealed record WriteStudyRow(
    double FramesPerS, double FramesPerSKm2, int Workers, double WindowS, double PutsPerMillionFrames, double ContributionsPerPut);
