using Telemetry.Contracts.Limits;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>What became of one changed sign.</summary>
/// <param name="Segment">The segment's id.</param>
/// <param name="LengthM">Its length.</param>
/// <param name="Before">The limit before.</param>
/// <param name="After">The limit after.</param>
/// <param name="IsTagged">True where the base map has the limit before.</param>
/// <param name="WasRight">True where the limit before was published when the sign changed.</param>
/// <param name="SightedPasses">Cars that read the new sign until its limit was published, the last one included; null for too many.</param>
/// <param name="Passes">All cars that passed meanwhile.</param>
public sealed record SignChange(
    string Segment, double LengthM, SpeedLimit Before, SpeedLimit After, bool IsTagged, bool WasRight, int? SightedPasses, int Passes);
