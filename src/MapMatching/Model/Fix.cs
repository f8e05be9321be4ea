using Telemetry.Contracts.Geography;

namespace Telemetry.MapMatching.Model;

/// <summary>A position fix of one vehicle.</summary>
/// <param name="TimeMs">Unix time in milliseconds; never smaller than the fix before.</param>
/// <param name="Position">Where.</param>
/// <param name="HeadingDeg">Course over ground, clockwise from north, 0 to 360; NaN where unknown.</param>
/// <param name="SpeedMps">Speed in m/s; NaN where unknown.</param>
/// <param name="AccuracyM">Radial standard deviation in metres as the receiver claims it; NaN where unknown.</param>
public readonly record struct Fix(long TimeMs, GeoPoint Position, float HeadingDeg, float SpeedMps, float AccuracyM);
