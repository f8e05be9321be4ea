namespace Telemetry.MapFusion.Facts;

/// <summary>A limit that may hold at a place, and where its sign may stand.</summary>
/// <param name="Limit">Index of the limit; -1 for any that nobody names.</param>
/// <param name="SignM">Where the sign stands, in the terms of <see cref="LimitWord.SignM"/>.</param>
/// <param name="Score">Logarithm of prior and likelihood.</param>
internal readonly record struct LimitHypothesis(int Limit, double SignM, double Score);
