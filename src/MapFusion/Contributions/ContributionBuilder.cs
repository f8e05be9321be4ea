using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Contributions;

/// <summary>Turns a matched message into contributions. Pure; safe to call from any thread.</summary>
public static class ContributionBuilder
{
    private const long MsPerHour = 3_600_000;

    /// <summary>
    /// The message's contributions: one for each time it drove a segment, then one for each piece off the network and cell.
    /// Context fixes and the trip's ends give nothing.
    /// </summary>
    /// <param name="drive">The message; at least one fix.</param>
    /// <param name="match">What matching made of the same fixes on <paramref name="graph"/>.</param>
    /// <param name="graph">The graph that was matched on.</param>
    /// <param name="pseudonyms">Of the vehicle at hand.</param>
    public static IReadOnlyList<Contribution> Build(
        DriveObservation drive, MatchedDrive match, RoadGraph graph, IVehiclePseudonyms pseudonyms)
    {
        if (match.Fixes.Count != drive.Fixes.Count)
            throw new ArgumentException("The match is of other fixes than the drive's.", nameof(match));
        if (drive.Fixes.Count == 0)
            return [];
        var hour = (int)(Math.Max(0, drive.Fixes[0].TimeMs) / MsPerHour);
        var naming = new ContributionNaming(drive, hour, pseudonyms);
        return
        [
            .. new SegmentPassBuilder(drive, match, graph, naming).Build(),
            .. new CellTrackBuilder(drive, match, graph, naming).Build(),
        ];
    }
}
