using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;

namespace Telemetry.Evaluation.Differences;

/// <summary>What matching made of a drive, whether at once or in messages.</summary>
/// <param name="Lines">The matched route, in the direction of travel.</param>
/// <param name="Breaks">Interruptions, by the drive's fixes.</param>
/// <param name="Faults">Faulty fixes, by the drive's fixes.</param>
internal sealed record DriveMatch(
    IReadOnlyList<GeoPoint[]> Lines, IReadOnlyList<MatchBreak> Breaks, IReadOnlyList<FixFault> Faults);
