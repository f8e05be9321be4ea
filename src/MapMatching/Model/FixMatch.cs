namespace Telemetry.MapMatching.Model;

/// <summary>Where a fix was matched to.</summary>
/// <param name="Stretch">Index of the stretch; -1 where the fix was not matched.</param>
/// <param name="Piece">Index of the piece in the stretch.</param>
/// <param name="AlongM">Metres along the segment in the way's order.</param>
/// <param name="LateralM">Distance from the segment's line in metres, positive to the right in the way's order.</param>
/// <param name="DrivenM">Metres driven along the stretch from its begin.</param>
public readonly record struct FixMatch(int Stretch, int Piece, double AlongM, double LateralM, double DrivenM)
{
    /// <summary>A fix that was not matched.</summary>
    public static FixMatch None { get; } = new(-1, -1, 0, 0, 0);

    /// <summary>True where the fix lies on a stretch.</summary>
    public bool IsMatched => Stretch >= 0;
}
