using System.Collections.Immutable;
using Telemetry.Contracts.V1;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Replay;

/// <summary>
/// Makes frames of recorded fixes: cuts a recording where it has a gap or leaps, and works out speed and heading from the
/// neighbours where they were not recorded. Pure.
/// </summary>
internal static class TraceFrames
{
    private const double FastestLeapMps = 80;
    private const double LeapToleranceM = 100;
    private const double UsualAccuracyM = 5;
    private const double ShortestChordM = 3;

    /// <summary>The frames of every drive that a recording holds, in order of time; drives of one fix are left out.</summary>
    /// <param name="fixes">By time; of several at one moment the first counts.</param>
    /// <param name="longestGap">Fixes farther apart in time belong to two drives.</param>
    public static IReadOnlyList<IReadOnlyList<Frame>> Of(ImmutableArray<Fix> fixes, TimeSpan longestGap)
    {
        var drives = new List<IReadOnlyList<Frame>>();
        var drive = new List<Fix>();
        foreach (var fix in fixes)
        {
            if (drive.Count > 0 && fix.TimeMs == drive[^1].TimeMs)
                continue;
            if (drive.Count > 0 && IsCut(drive[^1], fix, longestGap))
                End();
            drive.Add(fix);
        }

        End();
        return drives;

        void End()
        {
            if (drive.Count > 1)
                drives.Add(FramesOf(drive));
            drive.Clear();
        }
    }

    private static bool IsCut(in Fix a, in Fix b, TimeSpan longestGap)
    {
        var gap = TimeSpan.FromMilliseconds(b.TimeMs - a.TimeMs);
        return gap > longestGap || Sphere.DistanceM(a.Position, b.Position) > LeapToleranceM + FastestLeapMps * gap.TotalSeconds;
    }

    private static List<Frame> FramesOf(List<Fix> fixes)
    {
        var frames = new List<Frame>(fixes.Count);
        var headingDeg = FirstHeadingDeg(fixes);
        for (var i = 0; i < fixes.Count; i++)
        {
            Fix fix = fixes[i], before = fixes[Math.Max(0, i - 1)], behind = fixes[Math.Min(fixes.Count - 1, i + 1)];
            var chordM = Sphere.DistanceM(before.Position, behind.Position);
            // A car that stands keeps its heading.
            headingDeg = !float.IsNaN(fix.HeadingDeg) ? fix.HeadingDeg
                : chordM >= ShortestChordM ? Sphere.BearingDeg(before.Position, behind.Position)
                : headingDeg;
            frames.Add(new Frame
            {
                TimestampUtcMs = fix.TimeMs,
                LongitudeDeg = fix.Position.LonDeg,
                LatitudeDeg = fix.Position.LatDeg,
                HorizontalAccuracyM = float.IsNaN(fix.AccuracyM) ? (float)UsualAccuracyM : fix.AccuracyM,
                HeadingDeg = (float)headingDeg is var heading && heading >= 360 ? 0 : heading,
                SpeedMps = float.IsNaN(fix.SpeedMps) ? (float)(chordM / ((behind.TimeMs - before.TimeMs) / 1000.0)) : fix.SpeedMps,
            });
        }

        return frames;
    }

    private static double FirstHeadingDeg(List<Fix> fixes)
    {
        var start = fixes[0].Position;
        foreach (var fix in fixes)
        {
            if (Sphere.DistanceM(start, fix.Position) >= ShortestChordM)
                return Sphere.BearingDeg(start, fix.Position);
        }

        return 0;
    }
}
