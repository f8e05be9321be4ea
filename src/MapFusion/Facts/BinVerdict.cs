namespace Telemetry.MapFusion.Facts;

/// <summary>What holds in one bin and direction.</summary>
/// <param name="Source">Who says so.</param>
/// <param name="Limit">Index of the limit (see <see cref="Contributions.LimitVote"/>); 0 for none known.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="HasWitnesses">True where enough vehicles stand behind it: they taught it, or confirm the base map's tag.</param>
internal readonly record struct BinVerdict(LimitSource Source, int Limit, double Confidence, bool HasWitnesses);
