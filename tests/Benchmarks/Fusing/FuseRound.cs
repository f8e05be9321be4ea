namespace Telemetry.Benchmarks.Fusing;

/// <summary>One round of folding.</summary>
/// <param name="FoldedPerS">Contributions folded in a second.</param>
/// <param name="SealedPerS">Contributions folded and sealed in a second.</param>
/// <param name="AllocatedBytes">Bytes allocated for a contribution while folding.</param>
/// <param name="DerivedPerS">Grains whose facts were derived in a second.</param>
internal readonly record struct FuseRound(double FoldedPerS, double SealedPerS, double AllocatedBytes, double DerivedPerS);
