namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>A message that was followed from its post to the map.</summary>
/// <param name="PostedAt">When it was due, from the begin of the study.</param>
/// <param name="AppliedAt">When its receipt said that all that follows from it is in the map, within a look's time.</param>
internal readonly record struct FreshnessPoint(TimeSpan PostedAt, TimeSpan AppliedAt)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Took => AppliedAt - PostedAt;
}
