namespace Telemetry.Elasticity;

/// <summary>
/// What was measured of the load at one point in time. A part that could not be measured is null, never 0: a policy must be able
/// to tell an idle platform from a blind one. Values that cannot be (negative, not finite) count as not measured.
/// </summary>
/// <param name="At">When it was measured, not when it is looked at.</param>
/// <param name="ArrivalFramesPerS">Frames accepted each second, over both lanes, at least 0.</param>
/// <param name="LiveFrames">Frames that wait in the live lane or are held by workers, at least 0.</param>
/// <param name="BulkFrames">The same of the bulk lane.</param>
/// <param name="OldestAge">How long the oldest unfinished item of the live lane has waited, at least 0; 0 where there is none.</param>
public sealed record ScalingSample(
    DateTimeOffset At, double? ArrivalFramesPerS, double? LiveFrames, double? BulkFrames, TimeSpan? OldestAge)
{
    /// <summary>Nothing measured.</summary>
    public static ScalingSample Blind(DateTimeOffset at) => new(at, null, null, null, null);

    /// <summary>The same with null for every value that cannot be.</summary>
    internal ScalingSample Plausible() => this with
    {
        ArrivalFramesPerS = Plausible(ArrivalFramesPerS),
        LiveFrames = Plausible(LiveFrames),
        BulkFrames = Plausible(BulkFrames),
        OldestAge = OldestAge is { } age && age >= TimeSpan.Zero && age < TimeSpan.MaxValue ? age : null,
    };

    /// <summary>True where every part was measured.</summary>
    internal bool IsWhole => ArrivalFramesPerS is not null && LiveFrames is not null && BulkFrames is not null && OldestAge is not null;

    private static double? Plausible(double? value) => value is { } known && double.IsFinite(known) && known >= 0 ? known : null;
}
