namespace Telemetry.Evaluation;

/// <summary>How well matched lines agree with true ones, by length. All from 0 to 1; 0 where there is nothing to judge.</summary>
/// <param name="F1">Harmonic mean of precision and recall.</param>
/// <param name="Precision">Share of the matched length that was driven.</param>
/// <param name="Recall">Share of the driven length that was matched.</param>
public sealed record LineScore(double F1, double Precision, double Recall);
