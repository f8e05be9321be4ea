namespace Telemetry.MapMatching.Model;

/// <summary>A place where the match is interrupted.</summary>
/// <param name="Reason">Why.</param>
/// <param name="FirstFix">
/// First fix of the interruption; for an interruption between two matched fixes, the fix behind it.
/// </param>
/// <param name="LastFix">Last fix of the interruption; equals <paramref name="FirstFix"/> where it holds no fix.</param>
public readonly record struct MatchBreak(BreakReason Reason, int FirstFix, int LastFix);
