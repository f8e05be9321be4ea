namespace Telemetry.LoadTest.Reports;

/// <summary>A plot of a load test.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Svg">The image.</param>
/// <param name="InWords">What it tells, for those who cannot see it.</param>
internal sealed record LoadPlot(string Title, string Svg, string InWords);
