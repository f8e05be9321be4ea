namespace Telemetry.LearningEvaluation.Calibration;

/// <summary>Limits published at one confidence.</summary>
/// <param name="Percent">The confidence in whole per cent, 1 to 99.</param>
/// <param name="Kind">Who stands behind them.</param>
/// <param name="Facts">How many there are.</param>
/// <param name="Right">How many of them are true.</param>
public readonly record struct ConfidenceLevel(int Percent, FactKind Kind, int Facts, int Right);
