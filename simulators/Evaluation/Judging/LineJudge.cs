using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.Evaluation.Judging;

/// <summary>
/// Compares a matched route with the true one by length, so that any segmentation of the roads can be judged: both lines are
/// sampled every 5 m, and a sample agrees with the other line if a piece of it lies within 2 m and its heading differs by
/// less than 30 degrees. Pure.
/// </summary>
internal static class LineJudge
{
    private const double SameHeadingDeg = 30;

    /// <summary>Counts the samples of one drive. A line of fewer than two points holds none.</summary>
    public static SampleCounts Compare(IReadOnlyList<GeoPoint[]> matched, IReadOnlyList<GeoPoint[]> truth)
    {
        var plane = PlaneOf(matched, truth);
        return Compare(new SampledLines(matched, plane), new SampledLines(truth, plane));
    }

    /// <summary>Counts the samples of one drive.</summary>
    public static SampleCounts Compare(SampledLines matched, SampledLines truth) => new(
        matched.Samples.Count, matched.Samples.Count(sample => Agrees(sample, truth)),
        truth.Samples.Count, truth.Samples.Count(sample => Agrees(sample, matched)));

    /// <summary>The plane that a drive's lines are compared on.</summary>
    public static LocalProjection PlaneOf(IReadOnlyList<GeoPoint[]> matched, IReadOnlyList<GeoPoint[]> truth) =>
        new(matched.Concat(truth).Where(line => line.Length > 0).Select(line => line[0]).FirstOrDefault());

    /// <summary>True where some piece of the lines lies near a sample and goes its way.</summary>
    public static bool Agrees(SampledLines.Sample sample, SampledLines lines)
    {
        foreach (var index in lines.PiecesNear(sample.Place))
        {
            var piece = lines.Pieces[index];
            if (Sphere.AngleBetweenDeg(sample.BearingDeg, piece.BearingDeg) < SameHeadingDeg &&
                piece.DistanceM(sample.Place) <= SampledLines.NearM)
                return true;
        }

        return false;
    }
}
