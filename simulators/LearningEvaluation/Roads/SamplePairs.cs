using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>
/// Pairs samples of two sets one to one, the nearest first, so that a line drawn twice is right once (Biagioni and Eriksson,
/// <i>Map inference in the face of noise and disparity</i>, 2012, section 6.1).
/// </summary>
internal static class SamplePairs
{
    /// <summary>Pairs farther apart than this are none.</summary>
    public const double ReachM = 10;

    private const double BucketM = 20;

    /// <summary>For each of the second set the index of its partner in the first; -1 for none. Ties by index.</summary>
    public static int[] Of(IReadOnlyList<GeoPoint> first, IReadOnlyList<GeoPoint> second)
    {
        var partners = new int[second.Count];
        Array.Fill(partners, -1);
        if (first.Count == 0)
            return partners;
        var plane = new LocalProjection(first[0]);
        var buckets = Enumerable.Range(0, first.Count).ToLookup(i => BucketOf(plane.ToPlane(first[i])));
        var pairs = new List<(double DistanceM, int First, int Second)>();
        for (var i = 0; i < second.Count; i++)
        {
            var (x, y) = BucketOf(plane.ToPlane(second[i]));
            for (var near = 0; near < 9; near++)
                foreach (var other in buckets[(x + near % 3 - 1, y + near / 3 - 1)])
                    if (Sphere.DistanceM(first[other], second[i]) is <= ReachM and var distance)
                        pairs.Add((distance, other, i));
        }

        pairs.Sort();
        var isTaken = new bool[first.Count];
        foreach (var (_, one, other) in pairs)
        {
            if (isTaken[one] || partners[other] >= 0)
                continue;
            isTaken[one] = true;
            partners[other] = one;
        }

        return partners;
    }

    private static (int X, int Y) BucketOf(PlanarPoint point) =>
        ((int)Math.Floor(point.X / BucketM), (int)Math.Floor(point.Y / BucketM));
}
