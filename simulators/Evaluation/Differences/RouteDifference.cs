using Telemetry.Contracts.Geography;

namespace Telemetry.Evaluation.Differences;

/// <summary>A stretch of a matched route that was not driven, or of a true one that was not matched.</summary>
/// <param name="Drive">The drive.</param>
/// <param name="IsMissed">True where it was driven and not matched; false where it was matched and not driven.</param>
/// <param name="Reason">Why, as well as can be told.</param>
/// <param name="Line">Index of the matched or true line.</param>
/// <param name="FromM">Where it begins, metres along that line.</param>
/// <param name="LengthM">Its length in steps of the judge's samples.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="FirstFix">The fix nearest to its begin.</param>
/// <param name="LastFix">The fix nearest to its end.</param>
/// <param name="FixesToTrueM">Median distance of the fixes along it to the true route.</param>
/// <param name="FixesToMatchedM">Median distance of the fixes along it to the matched route.</param>
public sealed record RouteDifference(
    string Drive, bool IsMissed, DifferenceReason Reason, int Line, double FromM, double LengthM, GeoPoint From, GeoPoint To,
    int FirstFix, int LastFix, double FixesToTrueM, double FixesToMatchedM);
