using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.Evaluation.Inputs;
using Telemetry.FleetSimulator.World;
using Telemetry.MapMatching.Model;

namespace Telemetry.FleetSimulator.Statistics;

/// <summary>
/// Simulated drives with their true routes, as a study on the road would have them: what vehicles send, thinned to the times
/// between fixes of the study that they are compared with.
/// </summary>
internal static class SimulatedDrives
{
    private const int FewestFixes = 10;

    /// <summary>The offsets of every drive of a fleet from its true route.</summary>
    /// <param name="world">Where they drive.</param>
    /// <param name="options">The fleet; its route observer is replaced.</param>
    /// <param name="time">How long, in event time.</param>
    /// <param name="gaps">Times between fixes, taken in turn from another place for each drive; none to keep every frame.</param>
    /// <param name="cancellationToken">Ends the simulation.</param>
    public static IReadOnlyList<IReadOnlyList<RouteOffset>> Measure(
        SimulatedWorld world, FleetOptions options, TimeSpan time, IReadOnlyList<TimeSpan> gaps, CancellationToken cancellationToken)
    {
        var routes = new Dictionary<string, GeoPoint[]>(StringComparer.Ordinal);
        var fleet = Fleet.Create(world, options with { RouteObserver = route => routes[route.SessionId] = [.. route.Line] });
        var sessions = new SortedDictionary<string, List<Fix>>(StringComparer.Ordinal);
        for (var at = TimeSpan.FromMinutes(1); at <= time; at += TimeSpan.FromMinutes(1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Collect(fleet.AdvanceTo(options.StartUtc + at), sessions);
        }

        Collect(fleet.Finish(), sessions);
        return [.. sessions
            .Select((session, i) => (session.Key, Fixes: gaps.Count == 0 ? session.Value : Thin(session.Value, gaps, i)))
            .Where(session => session.Fixes.Count >= FewestFixes)
            .Select(session => RouteOffsets.Measure(session.Fixes, [routes[session.Key]]))];
    }

    /// <summary>The statistics of recorded drives whose routes are known; the others are left out.</summary>
    /// <exception cref="ArgumentException">No route is known.</exception>
    public static ErrorStatistics Recorded(IReadOnlyList<Drive> drives, IReadOnlyDictionary<string, IReadOnlyList<GeoPoint[]>> routes) =>
        new([.. drives.Where(drive => routes.ContainsKey(drive.Id)).Select(drive => RouteOffsets.Measure(drive.Fixes, routes[drive.Id]))]);

    /// <summary>The times between the fixes of recorded drives, one drive after the other.</summary>
    public static IReadOnlyList<TimeSpan> GapsOf(IEnumerable<Drive> drives) =>
        [.. from drive in drives
            from i in Enumerable.Range(1, Math.Max(0, drive.Fixes.Length - 1))
            let gap = drive.Fixes[i].TimeMs - drive.Fixes[i - 1].TimeMs
            where gap is > 0 and < 60_000
            select TimeSpan.FromMilliseconds(gap)];

    private static void Collect(IEnumerable<FrameMessage> messages, SortedDictionary<string, List<Fix>> sessions)
    {
        foreach (var message in messages)
        {
            if (!sessions.TryGetValue(message.SessionId, out var fixes))
                sessions.Add(message.SessionId, fixes = []);
            foreach (var frame in message.Frames.Skip(message.ContextFrames))
                fixes.Add(new Fix(
                    frame.TimestampUtcMs, GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg), frame.HeadingDeg,
                    frame.SpeedMps, frame.HorizontalAccuracyM));
        }
    }

    private static List<Fix> Thin(List<Fix> fixes, IReadOnlyList<TimeSpan> gaps, int drive)
    {
        // A step that shares no divisor with usual counts: neighbours do not take the same gaps.
        var gap = drive * 997;
        var kept = new List<Fix>();
        foreach (var fix in fixes)
        {
            if (kept.Count == 0 || fix.TimeMs - kept[^1].TimeMs >= gaps[gap % gaps.Count].TotalMilliseconds)
            {
                kept.Add(fix);
                gap++;
            }
        }

        return kept;
    }
}
