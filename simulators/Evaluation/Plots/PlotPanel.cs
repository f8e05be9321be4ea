namespace Telemetry.Evaluation.Plots;

/// <summary>One pair of axes with what is drawn on it.</summary>
/// <param name="Title">Written above it.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">What is drawn, in order: later ones lie on top.</param>
public sealed record PlotPanel(string Title, PlotAxis X, PlotAxis Y, IReadOnlyList<PlotSeries> Series);
