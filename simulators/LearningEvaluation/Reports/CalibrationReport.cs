using System.Text.Json.Serialization;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>Whether a confidence says how often a fact is right.</summary>
/// <param name="At099">Share of right facts among those published at a confidence of 0.99 or more.</param>
/// <param name="Facts">How many facts that are.</param>
public sealed record CalibrationReport([property: JsonPropertyName("at_0_99")] double At099, int Facts);
