namespace Telemetry.MapMatching.Model;

/// <summary>A drive along the network without a break. Pieces join end to end and follow allowed directions.</summary>
/// <param name="FirstFix">Index of the first fix on it.</param>
/// <param name="LastFix">Index of the last fix on it; equals the first for a single fix.</param>
/// <param name="Pieces">In the order driven; the first begins and the last ends at the outermost fixes.</param>
public sealed record MatchedStretch(int FirstFix, int LastFix, IReadOnlyList<PathPiece> Pieces);
