using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.LearningEvaluation.Geometry;

/// <summary>How far one line lies from another, sampled along the other. Pure.</summary>
public static class LineDistance
{
    /// <summary>Metres between samples.</summary>
    public const double StepM = 5;

    /// <summary>
    /// The distance to <paramref name="line"/> of places every <see cref="StepM"/> along <paramref name="truth"/>, both ends
    /// included, by metres along it.
    /// </summary>
    /// <param name="truth">At least two positions.</param>
    /// <param name="line">At least two positions.</param>
    public static IReadOnlyList<(double AlongM, double DistanceM)> Of(IReadOnlyList<GeoPoint> truth, IReadOnlyList<GeoPoint> line)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(line);
        var plane = new LocalProjection(truth[0]);
        PlanarPoint[] road = [.. truth.Select(plane.ToPlane)], other = [.. line.Select(plane.ToPlane)];
        var samples = new List<(double, double)>();
        double begin = 0, next = 0;
        for (var i = 1; i < road.Length; i++)
        {
            var vector = road[i] - road[i - 1];
            for (; next <= begin + vector.Length && vector.Length > 0; next += StepM)
                samples.Add((next, To(other, road[i - 1] + vector * ((next - begin) / vector.Length))));
            begin += vector.Length;
        }

        samples.Add((begin, To(other, road[^1])));
        return samples;
    }

    private static double To(PlanarPoint[] line, PlanarPoint place)
    {
        var nearest = double.PositiveInfinity;
        for (var i = 1; i < line.Length; i++)
        {
            PlanarPoint vector = line[i] - line[i - 1], to = place - line[i - 1];
            var squared = vector.X * vector.X + vector.Y * vector.Y;
            var share = squared == 0 ? 0 : Math.Clamp((to.X * vector.X + to.Y * vector.Y) / squared, 0, 1);
            nearest = Math.Min(nearest, (to - vector * share).Length);
        }

        return nearest;
    }
}
